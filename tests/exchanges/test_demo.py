"""The invented centre of `make run`."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from exchanges.models import Call, Participation, Project, Proposal, Round, Session, Venue
from members.models import Commune, Member, Message, Offer, Request
from surveys.models import Answer, Coding, Edition, Gathering, Outing, Response
from tests.factories import members


@pytest.mark.django_db
def test_the_demo_is_a_whole_centre_and_comes_once(capsys):
    call_command("load_demo")
    assert [line.split()[-3] for line in capsys.readouterr().out.splitlines()] == ["odette", "karim", "nadia", "admin"]
    assert (Commune.objects.count(), Venue.objects.count()) == (5, 5)
    assert 140 <= Member.objects.count() <= 145
    assert Session.objects.filter(state=Session.State.HELD).count() >= 10
    assert Offer.objects.waiting_for_a_skill().exists()
    assert Request.objects.waiting_for_a_skill().exists()
    assert Round.objects.get().state == Round.State.DONE
    assert Proposal.objects.filter(state=Proposal.State.OPEN, is_pinned=True).count() == 1
    states = Session.objects.coming(on=timezone.localdate()).values_list("state", flat=True)
    assert sorted(states) == ["announced", "confirmed", "to_settle"]
    odette = Member.objects.get(username="odette")
    assert Participation.objects.filter(member=odette, answer=Participation.Answer.INVITED).exists()
    assert Call.objects.exists()
    assert (Edition.objects.on_the_web().count(), Response.objects.count()) == (1, 12)
    assert Answer.objects.waiting_for_review().count() == 1
    coming = Outing.objects.coming(on=timezone.localdate())
    assert (Outing.objects.count(), coming.count(), coming.short_of_people().count()) == (5, 3, 2)
    assert Coding.objects.count() >= 8
    assert Gathering.objects.shown().count() == 3
    assert Project.objects.get().group.members.count() == 4
    assert not Message.objects.exclude(state=Message.State.SENT).exists()
    with pytest.raises(CommandError, match="people in this database"):
        call_command("load_demo")


@pytest.mark.django_db
def test_the_demo_never_mixes_with_people_already_there():
    members.MemberFactory()
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert Member.objects.count() == 1

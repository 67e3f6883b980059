"""Letters to those whom no mail reaches: a code that opens their words once, for sixty days, and is kept nowhere."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from members.flows.refused import Refused
from members.models import Member
from surveys.flows import letters as flows
from surveys.flows.invitations import find_invitation, fingerprint
from surveys.models import Invitation, Outcome, SlipLink
from tests.exchanges.rosters.samples import read, read_words
from tests.factories import members, surveys
from tests.races import run_together
from tests.surveys.invited import join, say


def print_letters(client, edition) -> bytes:
    answer = client.post(reverse("invitation_letters", args=[edition.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def code_in(pdf: bytes) -> str:
    return re.search(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b", read_words(pdf))[0]


def test_all_those_to_call_have_a_page_each_and_only_once(team_client, edition, marcel, jeanne, invite, caplog):
    """Jeanne has a good link by mail; somebody else did not agree to be linked."""
    invite()
    say(edition, ("offer", "coudre"), name="Sans lien", linked=False, phone="06 99 00 00 08")
    page = team_client.get(reverse("invitation_calls", args=[edition.pk])).content.decode()
    assert "J’imprime 1 lettre<" in page

    pdf = print_letters(team_client, edition)

    words = read_words(pdf)
    assert len(read(pdf).pages) == 1
    assert "« le pain »" in words
    assert "06 99" not in words
    held = Invitation.objects.get(slip=marcel.slip)
    assert (held.code_hash, held.letter_on) == (fingerprint(code_in(pdf)), timezone.localdate())
    assert code_in(pdf) not in caplog.text
    page = team_client.get(reverse("invitation_calls", args=[edition.pk])).content.decode()
    assert "lettre du" in page
    assert "J’imprime" not in page
    answer = team_client.post(reverse("invitation_letters", args=[edition.pk]))
    assert answer.url == reverse("invitation_calls", args=[edition.pk])


def test_the_code_typed_in_capitals_opens_their_words_once(client, team_client, edition, marcel):
    code = code_in(print_letters(team_client, edition))
    response = join(client, f"/invitation/{code.upper()}/", "offer", first_name="Marcel", last_name="Vidal")
    assert response.url == reverse("home")
    assert "appelez le centre" in client.get(response.url).content.decode()
    newcomer = Member.objects.get(first_name="Marcel", last_name="Vidal")
    assert (newcomer.phone.as_e164, newcomer.email, newcomer.offers.get().words) == ("+33699000007", None, "le pain")
    assert find_invitation(code) is None


def test_a_letter_proves_no_email(client, team_client, edition, jeanne, invite):
    """Her link is too old: she has a letter now, which anybody may hold."""
    invite()
    Invitation.objects.update(sent_on=timezone.localdate() - datetime.timedelta(days=61))
    code = code_in(print_letters(team_client, edition))
    join(client, f"/invitation/{code}/", "offer")
    newcomer = Member.objects.get(contact_email="jeanne@exemple.fr")
    assert (newcomer.email, newcomer.contact_email) == (None, "jeanne@exemple.fr")
    assert "_auth_user_id" not in client.session


def test_a_new_letter_voids_the_former(team_client, edition, marcel):
    former = code_in(print_letters(team_client, edition))
    again = code_in(team_client.post(reverse("invitation_letter", args=[marcel.pk])).content)
    assert (find_invitation(former), find_invitation(again)) == (None, marcel)


def test_an_old_letter_leads_to_a_call_and_no_thank_you_is_heard(client, team_client, edition, marcel):
    code = code_in(print_letters(team_client, edition))
    Invitation.objects.update(sent_on=timezone.localdate() - datetime.timedelta(days=61))
    client.get(f"/invitation/{code}/")
    page = client.get(reverse("invitation")).content.decode()
    assert "Appelez-nous" in page
    assert reverse("invitation_renew") not in page
    client.post(reverse("invitation_forget"))
    assert not Invitation.objects.exists()


def test_nothing_is_written_to_who_took_it_back_or_has_nothing_to_read(team_client, edition, marcel):
    Outcome.objects.all().delete()
    assert flows.write_letters(edition=edition) == []
    with pytest.raises(Refused):
        flows.write_letter(invitation=marcel)
    SlipLink.objects.all().delete()
    url = reverse("invitation_letter", args=[marcel.pk])
    assert team_client.post(url).url == reverse("invitation_calls", args=[edition.pk])
    assert Invitation.objects.get().code_hash is None


@pytest.mark.django_db(transaction=True)
def test_two_who_print_at_once_write_to_each_person_once():
    members.make_centre()
    edition = surveys.make_open_edition()
    for number in range(3):
        slip = say(edition, ("offer", f"le pain {number}"), phone="06 99 00 00 07")
        surveys.InvitationFactory(slip=slip, code_hash=None, channel="phone")

    written = run_together(lambda: len(flows.write_letters(edition=edition)), [()] * 3)

    assert sorted(written) == [0, 0, 3]

"""From a proposal to a closed session, verb by verb."""

import datetime

import pytest
from django.utils import timezone

from exchanges.flows.answers import answer_invitation
from exchanges.flows.closing import close_session
from exchanges.flows.proposals import adopt_proposal
from exchanges.flows.sessions import send_invitations
from exchanges.models import Participation, Session, Task
from members.models import Request
from tests.factories import exchanges, members

Answer = Participation.Answer


@pytest.mark.django_db
def test_a_proposal_becomes_a_held_session(time_machine, on_commit, mailoutbox, team_member):
    proposal = exchanges.ProposalFactory(sharers=1)
    learners = [members.RequestFactory(skill=proposal.skill).member for _turn in range(3)]
    learners[2].email = None
    learners[2].save()
    for learner in learners:
        exchanges.ProposalMemberFactory(proposal=proposal, member=learner)

    session = adopt_proposal(proposal=proposal, by=team_member)
    assert session.state == Session.State.TO_SETTLE
    assert list(session.facilitators.all()) == [team_member]
    assert {task.kind for task in session.group.tasks.all()} == set(Task.Kind.values)
    assert set(session.participations.values_list("answer", flat=True)) == {Answer.PREPARED}

    with on_commit():
        send_invitations(session=session, by=team_member)
    assert len(mailoutbox) == 3
    assert [call.member for call in session.calls.to_make()] == [learners[2]]

    for line in session.participations.order_by("pk"):
        answer_invitation(participation=line, answer=Answer.YES, by=team_member)
    session.refresh_from_db()
    assert (session.state, session.sharers, session.learners) == (Session.State.CONFIRMED, 1, 3)
    assert session.group.members.filter(left_at=None).count() == 4

    time_machine.move_to(datetime.datetime.combine(session.date, datetime.time(18), timezone.get_current_timezone()))
    came = set(session.participations.exclude(member=learners[1]).values_list("pk", flat=True))
    session = close_session(session=session, by=team_member, came=came, memory="On a bien ri.")
    assert (session.state, session.sharers, session.learners) == (Session.State.HELD, 1, 2)
    states = {learner: Request.objects.get(member=learner).state for learner in learners}
    assert [states[learner] for learner in learners] == ["met", "active", "met"]

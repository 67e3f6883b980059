"""What is under way in the demo: groups kept from the mouline, invitations gone, answers that come in."""

from django.utils import timezone

from exchanges.flows.answers import answer_invitation
from exchanges.flows.proposals import adopt_proposal, pin_proposal
from exchanges.flows.sessions import send_invitations
from exchanges.models import Participation, Proposal, Round
from members.models import Member, Message

Answer = Participation.Answer


def take_proposals_in_hand(round_: Round, *, by: Member, facilitator: Member) -> None:
    """One session everybody said yes to, one that waits for answers, one to settle, one proposal pinned."""
    everybody, half, to_settle, pinned = _telling_proposals(round_)
    for proposal, answers in ((everybody, (Answer.YES,)), (half, (Answer.YES, None)), (to_settle, None)):
        session = adopt_proposal(proposal=proposal, by=by, facilitators=[facilitator])
        if answers is None:
            continue
        send_invitations(session=session, by=by)
        lines = session.participations.exclude(role=Participation.Role.COMPANION).order_by("-role", "pk")
        for number, line in enumerate(lines):
            if answer := answers[number % len(answers)]:
                answer_invitation(participation=line, answer=answer, by=by)
    pin_proposal(proposal=pinned, by=by)
    # The addresses are invented: nothing leaves.
    Message.objects.update(state=Message.State.SENT, sent_at=timezone.now())


def _telling_proposals(round_: Round) -> list[Proposal]:
    """Four proposals, those with the demo's own accounts first, then by date."""
    proposals = Proposal.objects.filter(round=round_).order_by("date", "period", "pk").prefetch_related("people")
    signed_in = set(Member.objects.exclude(username=None).values_list("pk", flat=True))
    return sorted(proposals, key=lambda p: not signed_in.intersection(row.member_id for row in p.people.all()))[:4]

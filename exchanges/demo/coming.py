"""What is under way in the demo: groups kept from the mouline, invitations gone, answers that come in."""

from django.utils import timezone

from exchanges.flows.answers import answer_invitation
from exchanges.flows.proposals import adopt_proposal, pin_proposal
from exchanges.flows.sessions import send_invitations
from exchanges.models import Participation, Proposal, Round
from members.models import Member, Message


def take_proposals_in_hand(round_: Round, *, by: Member, resident: Member, facilitator: Member) -> None:
    """One session everybody said yes to, one where the resident is still asked, one to settle, one proposal pinned."""
    asked, agreed, to_settle, pinned = _telling_proposals(round_, resident, facilitator)
    for proposal in (asked, agreed, to_settle):
        session = adopt_proposal(proposal=proposal, by=by, facilitators=[facilitator])
        if proposal == to_settle:
            continue
        send_invitations(session=session, by=by)
        for line in session.participations.exclude(role=Participation.Role.COMPANION).exclude(member=resident):
            answer_invitation(participation=line, answer=Participation.Answer.YES, by=by)
    pin_proposal(proposal=pinned, by=by)
    # The addresses are invented: nothing leaves.
    Message.objects.update(state=Message.State.SENT, sent_at=timezone.now())


def _telling_proposals(round_: Round, *first: Member) -> list[Proposal]:
    """Four proposals: one for each of `first`, in this order, then the earliest ones."""
    proposals = list(Proposal.objects.filter(round=round_).order_by("date", "period", "pk").prefetch_related("people"))
    telling = []
    for member in first:
        of_member = (
            p for p in proposals if p not in telling and member.pk in {row.member_id for row in p.people.all()}
        )
        telling += [next(of_member)]
    return (telling + [p for p in proposals if p not in telling])[:4]

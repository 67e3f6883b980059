"""Taking a proposal of the mouline in hand: keep it, adjust it, pin it, set it aside."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from exchanges.flows.groups import create_group
from exchanges.flows.people import find_chaperone, needs_chaperone, require_group
from exchanges.flows.refused import Refused
from exchanges.flows.sessions import create_session, most_learners, require_not_past
from exchanges.models import Proposal, ProposalMember, Refusal, Session, Venue
from members.models import Centre, Member, Offer, Request

Role = ProposalMember.Role
State = Proposal.State


@transaction.atomic
def adopt_proposal(*, proposal: Proposal, by: Member, facilitators: Iterable[Member] = ()) -> Session:
    """A group with its six tasks, and its first session to settle; nobody is told. `by` holds it when nobody is named.

    Two people at once make one session: the second is Refused. Refused too when the place was taken or somebody
    cannot come.
    """
    _close(proposal, State.ADOPTED)
    facilitators = list(facilitators) or [by]
    group = create_group(title=str(proposal.skill), skill=proposal.skill, facilitators=facilitators, proposal=proposal)
    return create_session(
        by=by,
        skill=proposal.skill,
        venue=proposal.venue,
        date=proposal.date,
        period=proposal.period,
        sharers=people_of(proposal, Role.SHARER),
        learners=people_of(proposal, Role.LEARNER),
        facilitators=facilitators,
        chaperone=proposal.chaperone,
        group=group,
    )


@transaction.atomic
def refuse_proposal(*, proposal: Proposal, by: Member, because: str = "", refusals: Iterable[Refusal] = ()) -> None:
    """Set a proposal aside. `refusals` are unsaved rows that the next rounds respect; `because` is kept in words."""
    _close(proposal, State.REFUSED, refused_because=because, is_pinned=False)
    for refusal in refusals:
        refusal.created_by = by
        refusal.reason = refusal.reason or because
        refusal.save()


def pin_proposal(*, proposal: Proposal, by: Member) -> None:
    """The next rounds keep it as it is."""
    _set_pin(proposal, True)


def unpin_proposal(*, proposal: Proposal, by: Member) -> None:
    _set_pin(proposal, False)


@transaction.atomic
def adjust_proposal(
    *,
    proposal: Proposal,
    by: Member,
    venue: Venue,
    date: datetime.date,
    period: int,
    sharers: Sequence[Member],
    learners: Sequence[Member],
    chaperone: Member | None = None,
) -> None:
    """Other people, another day or place, under the same rules; pinned, so that the next round keeps it.

    The `chaperone` comes along with the children whom nobody is named for.

    The reasons the mouline gave no longer hold and are dropped. Raises Refused.
    """
    proposal = _lock(proposal)
    require_not_past(date)
    if Session.objects.living().filter(venue=venue, date=date, period=period).exists():
        raise Refused(_("This place is already taken on that half-day. Choose another place or another time."))
    capacity = min(Centre.load().max_people, venue.capacity)
    require_group(
        sharers=sharers,
        learners=learners,
        on=date,
        capacity=capacity,
        max_learners=most_learners(proposal.skill, sharers, capacity),
        helpers=[chaperone] if chaperone else [],
    )
    proposal.venue, proposal.date, proposal.period = venue, date, period
    proposal.is_pinned, proposal.reasons = True, []
    people, helpers = [*sharers, *learners], [chaperone] if chaperone else []
    needed = any(needs_chaperone(member, on=date) for member in people)
    proposal.chaperone = find_chaperone([*people, *helpers], on=date) if needed else None
    proposal.save(update_fields=["venue", "date", "period", "chaperone", "is_pinned", "reasons"])
    proposal.people.all().delete()
    offer_of = {row.member_id: row for row in Offer.objects.living().filter(skill=proposal.skill).order_by("pk")}
    request_of = {row.member_id: row for row in Request.objects.living().filter(skill=proposal.skill).order_by("pk")}
    ProposalMember.objects.bulk_create(
        [
            *(
                ProposalMember(proposal=proposal, member=member, role=Role.SHARER, offer=offer_of.get(member.pk))
                for member in sharers
            ),
            *(
                ProposalMember(proposal=proposal, member=member, role=Role.LEARNER, request=request_of.get(member.pk))
                for member in learners
            ),
        ]
    )


def people_of(proposal: Proposal, role: Role) -> list[Member]:
    lines = proposal.people.filter(role=role).select_related("member__companion").order_by("pk")
    return [line.member for line in lines]


def _close(proposal: Proposal, state: State, **fields: object) -> None:
    """Out of the open proposals, once: the second to try is refused."""
    proposal = _lock(proposal)
    proposal.state = state
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", *fields])


def _lock(proposal: Proposal) -> Proposal:
    fresh = Proposal.objects.select_for_update(of=("self",)).select_related("skill").get(pk=proposal.pk)
    if fresh.state != State.OPEN:
        raise Refused(_("This proposal is no longer open: somebody kept it or set it aside."))
    return fresh


@transaction.atomic
def _set_pin(proposal: Proposal, pinned: bool) -> None:
    proposal = _lock(proposal)
    proposal.is_pinned = pinned
    proposal.save(update_fields=["is_pinned"])

"""From rows to two plans that can be compared, with the names for their numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from exchanges.models import Proposal, ProposalMember, Round, Unserved
from exchanges.rounds.changes import Group
from exchanges.rounds.overview import short_name

Wish = tuple[int, int]
"""A person and a savoir: at most one living request."""


def earlier_round(round_: Round) -> Round | None:
    """The last round that was done before this one and shares days with it."""
    earlier = Round.objects.filter(
        state=Round.State.DONE,
        pk__lt=round_.pk,
        first_day__lte=round_.last_day,
        last_day__gte=round_.first_day,
    )
    return earlier.defer("problem", "solution").order_by("-pk").first()


@dataclass(slots=True)
class Plan:
    """What a round proposed, as it stands today: a proposal that was adjusted is read as adjusted.

    `kept` and `set_aside` are the groups staff decided on. `waiting` gives the reason of each request not served.
    """

    groups: list[Group] = field(default_factory=list)
    kept: set[Group] = field(default_factory=set)
    set_aside: set[Group] = field(default_factory=set)
    waiting: dict[Wish, str] = field(default_factory=dict)


@dataclass(slots=True)
class Names:
    people: dict[int, str] = field(default_factory=dict)
    skills: dict[int, str] = field(default_factory=dict)
    venues: dict[int, str] = field(default_factory=dict)


def read_plans(*rounds: Round) -> tuple[list[Plan], Names]:
    """The plan of each round, in three queries in all."""
    plans, names = {round_.pk: Plan() for round_ in rounds}, Names()
    rows: dict[int, list[ProposalMember]] = defaultdict(list)
    people = ProposalMember.objects.filter(proposal__round__in=rounds).select_related("member")
    for row in people.only("proposal", "role", "request", "member__first_name", "member__last_name"):
        rows[row.proposal_id].append(row)
        names.people[row.member_id] = short_name(row.member)
    proposals = Proposal.objects.filter(round__in=rounds).select_related("skill", "venue").defer("reasons")
    for proposal in proposals:
        names.skills[proposal.skill_id] = proposal.skill.name
        names.venues[proposal.venue_id] = proposal.venue.name
        _add(plans[proposal.round_id], proposal, rows[proposal.pk])
    waiting = Unserved.objects.filter(round__in=rounds, request__skill__isnull=False)
    for pk, *wish, reason in waiting.values_list(
        "round_id", "request__member_id", "request__skill_id", "reason"
    ).order_by("pk"):
        plans[pk].waiting[tuple(wish)] = reason
    return list(plans.values()), names


def _add(plan: Plan, proposal: Proposal, rows: Iterable[ProposalMember]) -> None:
    rows = list(rows)
    learners = [row for row in rows if row.role == ProposalMember.Role.LEARNER]
    group = Group(
        skill=proposal.skill_id,
        venue=proposal.venue_id,
        date=proposal.date,
        period=proposal.period,
        sharers=frozenset(row.member_id for row in rows if row.role == ProposalMember.Role.SHARER),
        learners=frozenset(row.member_id for row in learners),
        asked=frozenset(row.member_id for row in learners if row.request_id),
    )
    plan.groups.append(group)
    if proposal.state == Proposal.State.ADOPTED:
        plan.kept.add(group)
    elif proposal.state == Proposal.State.REFUSED:
        plan.set_aside.add(group)

"""Who stands behind a gathering. A person counts once, whether they said it on a sheet, in their space or both."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.models import Member, Offer, Request
from surveys.models import Gathering, Outcome, Support

LEAST_PEOPLE = 3
"""Nothing is born with fewer."""
LEAST_LEARNERS = 2

SUPPORT, SUPPORT_AND_HELP = "support", "support_and_help"
GIVE = (Outcome.Kind.OFFER, Outcome.Kind.HELP, SUPPORT_AND_HELP)

Person = tuple[str, int]
"""« member » and their key, or « sheet » and the key of an anonymous one."""


@dataclass
class Crowd:
    """People behind one gathering, told apart by keys that never leave this module but as sums.

    `wishing` want it, `helping` know how to, or would lend a hand; `ready` are the residents who may be in a group.
    """

    wishing: set[Person] = field(default_factory=set)
    helping: set[Person] = field(default_factory=set)
    ready: set[int] = field(default_factory=set)
    sharers: set[int] = field(default_factory=set)
    learners: set[int] = field(default_factory=set)

    @property
    def voices(self) -> int:
        return len(self.wishing)

    @property
    def hands(self) -> int:
        return len(self.helping)

    @property
    def missing(self) -> int:
        """How many residents an idea still lacks for a group."""
        return max(0, LEAST_PEOPLE - len(self.ready))

    @property
    def goes_to_the_next_round(self) -> bool:
        """A call that has somebody to share and two others to learn."""
        return any(len(self.learners - {sharer}) >= LEAST_LEARNERS for sharer in self.sharers)


def crowds_of(gatherings: Collection[Gathering]) -> dict[int, Crowd]:
    """By key of the gathering. Two queries, however many there are."""
    crowds = {gathering.pk: Crowd() for gathering in gatherings}
    calls = defaultdict(list)
    for gathering in gatherings:
        if gathering.is_call:
            calls[gathering.skill_id].append(crowds[gathering.pk])
    _count_what_was_said(crowds)
    _count_residents(calls)
    return crowds


def supporters_of(gathering: Gathering) -> QuerySet[Member]:
    """Residents who stand behind it and may be placed in a group today, in the order they said so."""
    plannable = Member.objects.plannable(on=timezone.localdate()).values("pk")
    return Member.objects.filter(supports__gathering=gathering, pk__in=plannable).order_by("supports__pk")


def _count_what_was_said(crowds: dict[int, Crowd]) -> None:
    """On sheets, and by those who said « j'en suis »."""
    said = "segment__answer__response"
    outcomes = Outcome.objects.filter(gathering__in=crowds).exclude(segment__answer__review="waiting").order_by()
    sheets = outcomes.values_list(
        "gathering", "kind", Coalesce("member", f"{said}__slip_link__slip__invitation__member"), said
    )
    plannable = Member.objects.plannable(on=timezone.localdate()).values("pk")
    supports = Support.objects.filter(gathering__in=crowds, member__in=plannable).order_by()
    how = Case(When(can_help=True, then=Value(SUPPORT_AND_HELP)), default=Value(SUPPORT))
    for key, kind, member, sheet in sheets.union(supports.values_list("gathering", how, "member", Value(0)), all=True):
        crowd = crowds[key]
        person = ("member", member) if member else ("sheet", sheet)
        if kind in (SUPPORT, SUPPORT_AND_HELP):
            crowd.ready.add(member)
        if kind in GIVE:
            crowd.helping.add(person)
        if kind != Outcome.Kind.OFFER:
            crowd.wishing.add(person)


def _count_residents(calls: dict[int, list[Crowd]]) -> None:
    """Living requests for the savoir are voices too; offers are neighbours who know how."""
    here = Q(skill__in=list(calls), member__is_active=True, member__erased_at=None, member__paused_at=None)
    requests = Request.objects.active().filter(here).order_by().values_list("skill", "member", Value(False))
    offers = Offer.objects.active().filter(here).order_by().values_list("skill", "member", Value(True))
    for skill, member, shares in requests.union(offers, all=True):
        for crowd in calls[skill]:
            (crowd.helping if shares else crowd.wishing).add(("member", member))
            (crowd.sharers if shares else crowd.learners).add(member)

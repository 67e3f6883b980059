"""What « Appels et idées des voisins » shows: sums of voices, never who; the title, and sentences read again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.models import ActionGroup, Project
from exchanges.traces import Trace, quotes_of
from members.models import Member, Offer, Request
from surveys.models import Gathering, Support
from surveys.voices import LEAST_LEARNERS, Crowd, crowds_of


@dataclass(frozen=True)
class Row:
    """One gathering, and what the reader has answered: of « support », « help », « offer », « request »."""

    gathering: Gathering
    crowd: Crowd
    quote: Trace | None
    mine: frozenset[str]

    @property
    def group(self) -> ActionGroup | None:
        return getattr(self.gathering, "group", None)

    @property
    def project(self) -> Project | None:
        """What neighbours may read of it."""
        project = getattr(self.group, "project", None)
        return project if project and project.is_public else None

    @property
    def is_open(self) -> bool:
        return self.gathering.closed_on is None and (self.group is None or self.group.ended_at is None)

    @property
    def said_voices(self) -> str:
        if self.gathering.is_call:
            said = ngettext(
                "%(number)s neighbour would like to learn it.",
                "%(number)s neighbours would like to learn it.",
                self.crowd.voices,
            )
        else:
            said = ngettext("%(number)s voice for this idea.", "%(number)s voices for this idea.", self.crowd.voices)
        return said % {"number": self.crowd.voices}

    @property
    def said_missing(self) -> str:
        """What it still takes, in words; nothing once something is born."""
        if self.group or not self.is_open:
            return ""
        return _say_call(self.crowd) if self.gathering.is_call else _say_idea(self.crowd)


def shown_to_neighbours() -> list[Gathering]:
    """Open ones, and those of which something was born, the latest first."""
    shown = Gathering.objects.shown().filter(Q(closed_on=None) | Q(group__isnull=False))
    return list(shown.select_related("skill", "group__project").order_by("-opened_on", "-pk"))


def read_rows(gatherings: Sequence[Gathering], person: Member | None) -> list[Row]:
    """Four queries, however many there are. `person` is None for a visitor."""
    crowds, quotes = crowds_of(gatherings), quotes_of([one.pk for one in gatherings])
    mine = _answers_of(person, gatherings) if person else set()
    return [
        Row(
            one,
            crowds[one.pk],
            quotes.get(one.pk),
            frozenset(said for key, said in mine if key == (one.skill_id if said in ("offer", "request") else one.pk)),
        )
        for one in gatherings
    ]


def _answers_of(person: Member, gatherings: Sequence[Gathering]) -> set[tuple[int, str]]:
    """Keys of gatherings with « support » or « help », keys of savoirs with « offer » or « request »."""
    helps = Case(When(can_help=True, then=Value("help")), default=Value("support"))
    supports = Support.objects.filter(member=person, gathering__in=gatherings).order_by()
    skills = [one.skill_id for one in gatherings if one.is_call]
    wishes = [
        kind.objects.living().filter(member=person, skill__in=skills).order_by().values_list("skill", Value(said))
        for kind, said in ((Offer, "offer"), (Request, "request"))
    ]
    return set(supports.values_list("gathering", helps).union(*wishes, all=True))


def _say_idea(crowd: Crowd) -> str:
    if not crowd.missing:
        return _("You are enough. A group may be born.")
    said = ngettext("One person is missing for a group.", "%(number)s people are missing for a group.", crowd.missing)
    return said % {"number": crowd.missing}


def _say_call(crowd: Crowd) -> str:
    if crowd.goes_to_the_next_round:
        return _("You are enough. We look for a date.")
    if not crowd.sharers:
        return _("Somebody who knows how is missing.")
    missing = max(1, LEAST_LEARNERS - len(crowd.learners))
    said = ngettext(
        "One person who would like to learn is missing.",
        "%(number)s people who would like to learn are missing.",
        missing,
    )
    return said % {"number": missing}

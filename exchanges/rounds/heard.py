"""Who said in the questionnaire that they know a savoir, or one like it: those who agreed to be asked, and how many."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q

from members.figures.hiding import SMALLEST_SHOWN
from surveys.models import Outcome

MOST_SHOWN = 3
ASKED = "segment__answer__response__slip_link__slip"


@dataclass(frozen=True, slots=True)
class Linked:
    """Somebody who left their details, agreed to be linked and to be contacted, and has not joined."""

    name: str
    contact: str
    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """`voices` without a name; none when they are fewer than five sheets."""

    people: tuple[Linked, ...] = ()
    voices: int = 0


def hear_questionnaire(skills: Collection[int]) -> dict[int, Heard]:
    """For each savoir: those who said they know it, then those who know another one of its theme. Two queries."""
    if not skills:
        return {}
    close = Q(skill__in=skills) | Q(skill__theme__skills__in=skills)
    kinds = (Outcome.Kind.OFFER, Outcome.Kind.HELP)
    said = Outcome.objects.filter(close, kind__in=kinds, member=None).exclude(segment__answer__review="waiting")
    said = said.annotate(wanted=F("skill__theme__skills")).filter(wanted__in=skills)
    people: dict[int, list[tuple[bool, int, Outcome]]] = defaultdict(list)
    askable = said.may_be_somebodys().select_related(ASKED)
    for outcome in askable.order_by("pk"):
        people[outcome.wanted].append((outcome.skill_id != outcome.wanted, outcome.pk, outcome))
    asked = askable.values("pk")
    sheets: dict[int, set[int]] = defaultdict(set)
    for wanted, sheet in said.exclude(pk__in=asked).order_by().values_list("wanted", "segment__answer__response"):
        sheets[wanted].add(sheet)
    return {
        skill: Heard(
            _each_once(outcome for _is_neighbour, _pk, outcome in sorted(people[skill], key=lambda one: one[:2])),
            len(sheets[skill]) if len(sheets[skill]) >= SMALLEST_SHOWN else 0,
        )
        for skill in skills
    }


def _each_once(outcomes) -> tuple[Linked, ...]:
    found: dict[object, Linked] = {}
    for outcome in outcomes:
        slip = outcome.segment.answer.response.slip_link.slip
        found.setdefault(slip.pk, Linked(slip.name, slip.phone or slip.email, outcome.words))
    return tuple(found.values())[:MOST_SHOWN]

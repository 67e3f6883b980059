"""What a person's ideas became, in « Mon espace »: said → gathered with others → a group or a project → held."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from exchanges import space_words
from exchanges.models import Session
from members.models import Member
from surveys.models import Outcome, Support

SLOT, SAID, SUPPORT = "slot", "said", "support"


@dataclass(frozen=True)
class IdeaThread:
    """`words` are the person's own sentence, or the title of the neighbours' idea they said « j'en suis » to.

    `title` is that of the gathering, when residents may read it.
    """

    words: str
    said_on: datetime.date
    is_support: bool
    place: str = ""
    gathering: int | None = None
    title: str = ""
    born: str = ""
    is_project: bool = False
    held_on: datetime.date | None = None

    @property
    def stage(self) -> int:
        """0 said, 1 gathered, 3 a group is born, 4 held."""
        if not self.born:
            return 1 if self.gathering else 0
        return 4 if self.held_on else 3

    @property
    def said_where(self) -> str:
        if self.is_support:
            return space_words.say_support(self.said_on)
        return space_words.say_sheet(self.place, self.said_on)

    @property
    def steps(self) -> list[space_words.Step]:
        return space_words.steps_of_idea(self)


def read_slots_and_ideas(person: Member) -> tuple[set[tuple[int, int]], list[IdeaThread]]:
    """Weekly half-days, and ideas: those of one's own sheets, then those one stands behind. One query for all."""
    slots, ideas = set(), []
    for what, *row in _slots(person).union(_said(person), _supported(person), all=True):
        if what == SLOT:
            slots.add((row[0], row[1]))
        else:
            ideas.append((what, row))
    ideas.sort(key=lambda one: (one[0], one[1][0]))
    return slots, list(_without_doubles(_make(what, row) for what, row in ideas))


def _slots(person: Member):
    text, number, day = Value(""), Cast(Value(None), IntegerField()), Cast(Value(None), DateField())
    return (
        person.availabilities.order_by()
        .annotate(
            what=Value(SLOT, CharField()), words=Cast(text, TextField()), said_on=day, place=Cast(text, CharField()),
            key=number, title=Cast(text, CharField()), shown=Value(False, BooleanField()),
            born=Cast(text, CharField()), project=Cast(text, CharField()), held_on=day, cut=number,
        )
        .values_list("what", "weekday", "period", *COLUMNS)
    )  # fmt: skip


def _said(person: Member):
    sheet = "segment__answer__response__"
    joined = Q(**{f"{sheet}slip_link__slip__invitation__member": person})
    mine = Outcome.objects.filter(Q(member=person) | joined, kind__in=(Outcome.Kind.IDEA, Outcome.Kind.HELP))
    return (
        mine.order_by()
        .annotate(
            what=Value(SAID, CharField()), start=F("segment__start"), cut=F("segment__end"),
            text=F("segment__answer__text"), said_on=F(f"{sheet}day"), place=F(f"{sheet}place__name"),
        )
        .annotate(**_born())
        .values_list("what", "pk", "start", "text", *COLUMNS[1:])
    )  # fmt: skip


def _supported(person: Member):
    return (
        Support.objects.filter(member=person)
        .order_by()
        .annotate(
            what=Value(SUPPORT, CharField()), none=Value(0), words_=F("gathering__title"), said_on=F("since"),
            place=Cast(Value(""), CharField()), cut=Cast(Value(None), IntegerField()),
        )
        .annotate(**_born())
        .values_list("what", "pk", "none", "words_", *COLUMNS[1:])
    )  # fmt: skip


COLUMNS = ("words", "said_on", "place", "key", "title", "shown", "born", "project", "held_on", "cut")


def _born() -> dict[str, object]:
    """The gathering, and what came of it, in the names of `COLUMNS`."""
    held = Session.objects.filter(state=Session.State.HELD, group=OuterRef("gathering__group")).order_by("date")
    return {
        "key": Cast(F("gathering"), IntegerField()),
        "title": F("gathering__title"),
        "shown": F("gathering__is_public"),
        "born": F("gathering__group__title"),
        "project": F("gathering__group__project__title"),
        "held_on": Subquery(held.values("date")[:1]),
    }


def _make(what: str, row: list) -> IdeaThread:
    _pk, start, words, said_on, place, gathering, title, shown, born, project, held_on, cut = row
    return IdeaThread(
        words=words[start:cut] if what == SAID else words,
        said_on=said_on,
        is_support=what == SUPPORT,
        place=place or "",
        gathering=gathering,
        title=title if shown else "",
        born=project or born or "",
        is_project=bool(project),
        held_on=held_on,
    )


def _without_doubles(threads: Iterable[IdeaThread]) -> Iterable[IdeaThread]:
    """One's own sentence stands for the idea it was gathered into."""
    seen = set()
    for thread in threads:
        if thread.gathering is None or thread.gathering not in seen:
            yield thread
        seen.add(thread.gathering)

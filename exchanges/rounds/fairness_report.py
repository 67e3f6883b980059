"""The fairness page: a round, and beside it twelve months of rounds, by age and by village, figures and sentences."""

import datetime
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Round
from exchanges.rounds import fairness, sentences
from exchanges.rounds.fairness import Asked, Difference, Share
from exchanges.rounds.fairness_reading import NOT_KEPT, asked_in_all, asked_in_one, read_outcomes
from members.models import AgeBand, Commune
from members.wording import quote_words

TWELVE_MONTHS = datetime.timedelta(days=365)

DIFFERENCES = {
    Difference.LESS: gettext_lazy("less often than the whole"),
    Difference.MORE: gettext_lazy("more often than the whole"),
    Difference.UNSURE: "",
}
WAYS_ON = {
    "words_to_place": gettext_lazy("Place their words in the catalogue."),
    "no_authorisation": gettext_lazy("Ask the guardians for the authorisations."),
    "no_companion": gettext_lazy("Ask which adults come along."),
    "no_availability": gettext_lazy("Call them, and note when they are free."),
    "not_in_plans": gettext_lazy("Ask these people whether they would like to come back."),
    "no_offer": gettext_lazy("Look for people who share what they wish to learn."),
    "level": gettext_lazy("Look for people who go further into what they wish to learn."),
    "travel": gettext_lazy("Open a place near them, or find rides."),
    "steps": gettext_lazy("Open a place without steps."),
    "no_adult": gettext_lazy("Look for people who may accompany children."),
    "adult_busy": gettext_lazy("Look for people who may accompany children."),
    "household_waits": gettext_lazy("Ask these households whether another way to come would suit."),
    "household_wish": gettext_lazy("Ask these households whether another way to come would suit."),
    "household_busy": gettext_lazy("Ask these households whether another way to come would suit."),
    "no_open_venue": gettext_lazy("Open a place when they are free: look at evenings and Saturdays."),
    "no_common_half_day": gettext_lazy("Look with them at other half-days: evenings, Saturdays."),
    "too_few_learners": gettext_lazy("Speak of these savoirs around them: one or two more people make a group."),
    "sharer_limit": gettext_lazy("Look for a second person who shares these savoirs."),
    "group_full": gettext_lazy("Look for a second person who shares these savoirs."),
    "venue_taken": gettext_lazy("Open one more place near them, or one more half-day."),
    "outweighed": gettext_lazy("Open one more place near them, or pin a group that serves them."),
    NOT_KEPT: gettext_lazy("Look first at the groups that are proposed to them."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One group in one period, or everybody. `difference` says how it compares with the whole of the period."""

    period: str
    label: str
    share: Share
    difference: Difference = Difference.UNSURE

    @property
    def percent(self) -> int | None:
        return fairness.percent(self.share.reached, self.share.people)

    @property
    def said_served(self) -> str:
        return say_part(self.share.served, self.share.requests)

    @property
    def said_reached(self) -> str:
        return say_part(self.share.reached, self.share.people)

    @property
    def said_difference(self) -> str:
        """Empty when there is no sure difference."""
        return str(DIFFERENCES[self.difference])

    @property
    def is_less(self) -> bool:
        return self.difference is Difference.LESS

    @property
    def held_back(self) -> str:
        """What mostly keeps waiting the people who are not reached, in a sentence; empty when all are."""
        if self.share.main_reason is None:
            return ""
        reason, number = self.share.main_reason
        counted = ngettext("%(number)s request", "%(number)s requests", number) % {"number": number}
        said = quote_words(_say_reason(reason).rstrip("."), lang=get_language() or "fr")
        return f"{said} ({counted})"


@dataclass(frozen=True, slots=True)
class Row:
    """A group, with its line in each period."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The groups of a table in one period, and everybody together."""

    whole: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Groups in rows, periods in columns; `wholes` has everybody together in each period."""

    name: str
    title: str
    first_column: str
    wholes: tuple[Line, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[Column]:
        return [Column(whole, tuple(row.lines[place] for row in self.rows)) for place, whole in enumerate(self.wholes)]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A group reached less than the whole: the figures of each such period, what mostly holds it back, a way on.

    What holds it back is said of the first of these periods.
    """

    label: str
    figures: tuple[str, ...]
    held_back: str
    way_on: str


@dataclass(frozen=True, slots=True)
class Report:
    """This round, and in both tables beside it the rounds of the last twelve months, when there were others."""

    whole: Share
    ages: Table
    villages: Table
    forgotten: tuple[Forgotten, ...]
    rounds_of_the_year: int
    """None but this round: 0."""


def report_fairness(round_: Round) -> Report:
    """The report of a round that is done, in a number of queries that does not depend on the number of rows."""
    since = timezone.now() - TWELVE_MONTHS
    year = set(Round.objects.filter(state=Round.State.DONE, created_at__gte=since).values_list("pk", flat=True))
    outcomes = read_outcomes(year | {round_.pk})
    in_year = round_.first_day.year
    asked = {_("This mouline"): asked_in_one(outcomes, round_.pk, in_year=in_year)}
    is_alone = year <= {round_.pk}
    if not is_alone:
        asked[_("The last twelve months")] = asked_in_all(outcomes, year, in_year=in_year)
    bands = {band.value: str(band.label) for band in AgeBand}
    villages = {**dict(Commune.objects.values_list("pk", "name")), None: _("Village not known")}
    by_age = _table("ages", _("By age"), _("Age"), bands, attrgetter("band"), asked)
    by_village = _table("villages", _("By village"), _("Village"), villages, attrgetter("village"), asked)
    return Report(
        whole=by_age.wholes[0].share,
        ages=by_age,
        villages=by_village,
        forgotten=(*_forgotten(by_age), *_forgotten(by_village)),
        rounds_of_the_year=0 if is_alone else len(year),
    )


def say_part(part: int, whole: int) -> str:
    """« 12 sur 30 (40 %) », « 2 sur 3 »; nobody at all is a dash."""
    if whole == 0:
        return "–"
    said = _("%(part)s out of %(whole)s") % {"part": part, "whole": whole}
    percent = fairness.percent(part, whole)
    return said if percent is None else f"{said} ({_say_percent(percent)})"


def _table(
    name: str,
    title: str,
    first_column: str,
    labels: dict[Hashable, str],
    group_of: Callable[[Asked], Hashable],
    asked: dict[str, list[Asked]],
) -> Table:
    """Only the groups that ask in one of the periods, in the order of `labels`."""
    shares = [fairness.share_by(lines, group_of) for lines in asked.values()]
    wholes = [fairness.sum_up(lines) for lines in asked.values()]
    everybody = tuple(Line(period, _("The whole network"), whole) for period, whole in zip(asked, wholes, strict=True))
    rows = (
        Row(label, tuple(_line(label, groups, key, whole) for groups, whole in zip(shares, everybody, strict=True)))
        for key, label in labels.items()
        if any(key in groups for groups in shares)
    )
    return Table(name, title, first_column, everybody, tuple(rows))


def _line(label: str, groups: dict[Hashable, Share], key: Hashable, whole: Line) -> Line:
    share = groups.get(key, Share())
    return Line(whole.period, label, share, fairness.judge(share, whole=whole.share, groups=len(groups)))


def _forgotten(table: Table) -> Iterator[Forgotten]:
    for row in table.rows:
        less = [(line, whole) for line, whole in zip(row.lines, table.wholes, strict=True) if line.is_less]
        if less:
            first = less[0][0]
            figures = tuple(_say_less(line, whole) for line, whole in less)
            yield Forgotten(row.label, figures, first.held_back, _way_on(first.share))


def _say_less(line: Line, whole: Line) -> str:
    share = line.share
    counted = ngettext(
        "%(period)s: %(reached)s person reached out of %(people)s, against %(percent)s of all who ask.",
        "%(period)s: %(reached)s people reached out of %(people)s, against %(percent)s of all who ask.",
        share.reached,
    )
    percent = _say_percent(whole.percent or 0)
    return counted % {"period": line.period, "reached": share.reached, "people": share.people, "percent": percent}


def _way_on(share: Share) -> str:
    reason = share.main_reason
    return str(WAYS_ON.get(reason[0] if reason else "", _("Read what each of their requests waits for.")))


def _say_reason(code: str) -> str:
    return _("A group was proposed, and was not kept.") if code == NOT_KEPT else sentences.say_unserved_reason(code)


def _say_percent(percent: int) -> str:
    return _("%(percent)s %%") % {"percent": percent}

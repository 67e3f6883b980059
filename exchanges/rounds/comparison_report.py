"""The page of the preferences, when others are tried: figures side by side, in sentences."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges import matching
from exchanges.models import Round
from exchanges.rounds.comparing import MOST_PEOPLE, Comparison, TooManyPeople, choices_of, compare_choices
from exchanges.rounds.preferences import weights_for


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with both choices, and the difference in words."""

    label: str
    before: int
    after: int
    difference: str


@dataclass(frozen=True, slots=True)
class Report:
    """`title` says the result. Without `lines`, `text` says why there is nothing to compare."""

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()


def last_round() -> Round | None:
    """The round whose days are planned again: the last one that is done."""
    return Round.objects.filter(state=Round.State.DONE).defer("solution").first()


def report_comparison(round_: Round, choices: Mapping[str, str], *, today: datetime.date) -> Report:
    """What these choices would have changed in the round, or why this cannot be said."""
    if weights_for(choices) == weights_for(choices_of(round_)):
        return Report(_("The last mouline already had these choices"), _("Change at least one, then look again."))
    try:
        comparison = compare_choices(round_, choices, today=today)
    except TooManyPeople:
        text = _("Beyond %(number)s residents, comparing takes too long. The next mouline will show the effect.")
        return Report(_("This mouline is too large to compare"), text % {"number": MOST_PEOPLE})
    except matching.ProblemError:
        return Report(
            _("These days cannot be planned again"),
            _("A pinned proposal no longer fits. Unpin it or adjust it, then look again."),
        )
    if not comparison.before.groups and not comparison.after.groups:
        return Report(
            _("There is nothing left to compare"),
            _("With today's wishes and places, these days have no group to propose any more."),
        )
    return Report(_say_result(comparison), _say_certainty(comparison), _lines(comparison))


def _say_result(comparison: Comparison) -> str:
    if comparison.before == comparison.after:
        return _("With these choices, the figures stay the same")
    more = comparison.after.served - comparison.before.served
    if not more:
        return _("With these choices, as many requests find a group")
    sentence = (
        ngettext(
            "With these choices, %(number)s request more finds a group",
            "With these choices, %(number)s requests more find a group",
            more,
        )
        if more > 0
        else ngettext(
            "With these choices, %(number)s request fewer finds a group",
            "With these choices, %(number)s requests fewer find a group",
            -more,
        )
    )
    return sentence % {"number": abs(more)}


def _say_certainty(comparison: Comparison) -> str:
    if comparison.proven:
        return _("Both results are the best possible.")
    return _("The search was short: a difference of one or two may come from chance.")


def _lines(comparison: Comparison) -> tuple[Line, ...]:
    labels = {
        "served": _("Requests with a group"),
        "long_waits": _("Among them, those that waited more than three months"),
        "reached": _("Residents in at least one group"),
        "first_times": _("Residents who give or receive for the first time"),
        "groups": _("Groups"),
        "two_ages": _("Groups with at least two ages"),
        "three_ages": _("Groups with at least three ages"),
        "two_villages": _("Groups with at least two villages"),
        "three_villages": _("Groups with at least three villages"),
    }
    pairs = ((label, getattr(comparison.before, key), getattr(comparison.after, key)) for key, label in labels.items())
    return tuple(Line(label, before, after, _say_difference(after - before)) for label, before, after in pairs)


def _say_difference(difference: int) -> str:
    if not difference:
        return _("the same")
    words = _("%(number)s more") if difference > 0 else _("%(number)s fewer")
    return words % {"number": abs(difference)}

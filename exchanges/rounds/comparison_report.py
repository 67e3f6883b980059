"""The page of the preferences, when others are tried: figures side by side, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Comparison, Round
from exchanges.rounds.asked import say_choices
from exchanges.rounds.comparing import MOST_PEOPLE, Figures, Outcome, choices_of
from exchanges.rounds.preferences import weights_for
from members.wording import say_date_and_hours


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with both choices, and the difference in words."""

    label: str
    before: int
    after: int
    difference: str


@dataclass(frozen=True, slots=True)
class Report:
    """`title` says the result. Without `lines`, `text` says why there is nothing to compare.

    `tried` are the choices that differ from the mouline's, and `when` they were, in words; `query` ticks them again.
    """

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    tried: tuple[str, ...] = ()
    when: str = ""
    query: str = ""


_FAILED: dict[str, tuple[str | Promise, str | Promise]] = {
    "too_many": (
        gettext_lazy("This mouline is too large to compare"),
        gettext_lazy("Beyond %(number)s residents, comparing takes too long. The next mouline will show the effect."),
    ),
    "pinned": (
        gettext_lazy("These days cannot be planned again"),
        gettext_lazy("A pinned proposal no longer fits. Unpin it or adjust it, then look again."),
    ),
    "gave_way": (
        gettext_lazy("A mouline passed before the comparison"),
        gettext_lazy("When it is done, look again."),
    ),
    "silent": (
        gettext_lazy("The comparison has stopped"),
        gettext_lazy("It gave no sign of life any more. Nothing is lost: look again."),
    ),
    "unexpected": (
        gettext_lazy("The comparison has stopped"),
        gettext_lazy("Something unexpected happened. Call the person who looks after the software."),
    ),
}


def say_most_people() -> str:
    return number_format(MOST_PEOPLE, force_grouping=True)


def last_round() -> Round | None:
    """The round whose days are planned again: the last one that is done."""
    return Round.objects.filter(state=Round.State.DONE).defer("solution").first()


def are_the_same(round_: Round, choices: Mapping[str, str]) -> bool:
    """Whether these choices and the round's come to the same: then there is nothing to plan."""
    return weights_for(choices) == weights_for(choices_of(round_))


def report_same_choices() -> Report:
    return Report(_("The last mouline already had these choices"), _("Change at least one, then look again."))


def report_comparison(comparison: Comparison) -> Report:
    """What a comparison that is over says, or why it says nothing."""
    said = {
        "tried": tuple(say_choices(comparison.choices, besides=choices_of(comparison.round))),
        "when": _say_when(comparison),
        "query": urlencode(comparison.choices),
    }
    if comparison.state == Comparison.State.FAILED:
        title, text = _FAILED[comparison.error]
        return Report(str(title), text % {"number": say_most_people()}, **said)
    kept = comparison.figures
    outcome = Outcome(Figures(**kept["before"]), Figures(**kept["after"]), kept["proven"])
    if not outcome.before.groups and not outcome.after.groups:
        return Report(
            _("There is nothing left to compare"),
            _("With today's wishes and places, these days have no group to propose any more."),
            **said,
        )
    return Report(_say_result(outcome), _say_certainty(outcome), _lines(outcome), **said)


def _say_when(comparison: Comparison) -> str:
    moment = timezone.localtime(comparison.finished_at)
    return say_date_and_hours(moment.date(), moment.time(), lang=get_language() or "fr")


def _say_result(outcome: Outcome) -> str:
    if outcome.before == outcome.after:
        return _("With these choices, the figures stay the same")
    more = outcome.after.served - outcome.before.served
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


def _say_certainty(outcome: Outcome) -> str:
    if outcome.proven:
        return _("Both results are the best possible.")
    return _("The search was short: a difference of one or two may come from chance.")


def _lines(outcome: Outcome) -> tuple[Line, ...]:
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
    pairs = ((label, getattr(outcome.before, key), getattr(outcome.after, key)) for key, label in labels.items())
    return tuple(Line(label, before, after, _say_difference(after - before)) for label, before, after in pairs)


def _say_difference(difference: int) -> str:
    if not difference:
        return _("the same")
    words = _("%(number)s more") if difference > 0 else _("%(number)s fewer")
    return words % {"number": abs(difference)}

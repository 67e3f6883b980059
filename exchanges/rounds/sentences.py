"""Every code of the matching, and of what keeps a request out of it, in words."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from members.models import AgeBand
from members.wording import join_words, say_half_day, say_in_village, say_month


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    is_caution: bool = False


def say_reason(reason: Mapping[str, Any], names: Mapping[int, str]) -> Sentence:
    """A stored reason of a proposal; `names` gives the first names of its people by primary key."""
    people = [names[pk] for pk in reason.get("people", ()) if pk in names]
    return Sentence(_REASONS[reason["code"]](reason, people), is_caution=bool(reason.get("caution")))


def _say_waiting(reason: Mapping[str, Any], people: Sequence[str]) -> str:
    since = say_month(datetime.date.fromisoformat(reason["since"]), lang=_lang())
    counted = ngettext_lazy(
        "%(names)s has waited since %(month)s, the longest wait.",
        "%(names)s have waited since %(month)s, the longest wait.",
        "number",
    )
    return counted % {"number": len(people), "names": _join(people), "month": since}


def _say_ages(reason: Mapping[str, Any], people: Sequence[str]) -> str:
    bands = [str(AgeBand(band).label) for band in reason["bands"]]
    return _("Ages meet: %(bands)s.") % {"bands": _join(bands)}


def _say_communes(reason: Mapping[str, Any], people: Sequence[str]) -> str:
    return _("Villages meet: %(villages)s.") % {"villages": _join(reason["communes"])}


def _say_encounters(reason: Mapping[str, Any], people: Sequence[str]) -> str:
    if reason["count"] == reason["total"]:
        return _("Nobody here has met in a session yet.")
    return ngettext_lazy("%(count)s new encounter.", "%(count)s new encounters.", "count") % {"count": reason["count"]}


def _say_other_use(reason: Mapping[str, Any], people: Sequence[str]) -> str:
    """What the place could have held, in requests; when this does not speak for the group, what does."""
    values = {"skill": reason["skill"], "here": reason["total"], "there": reason["count"]}
    if values["there"] == values["here"]:
        said = _("This place could also have held: %(skill)s, for as many requests.") % values
    else:
        counted = ngettext_lazy(
            "This place could also have held: %(skill)s, %(there)s request served instead of %(here)s.",
            "This place could also have held: %(skill)s, %(there)s requests served instead of %(here)s.",
            "there",
        )
        said = counted % values
    if values["there"] < values["here"] or reason["points"] <= 0:
        return said
    return " ".join((said, _("The wait, the first times or the encounters made the difference.")))


_REASONS: dict[str, Callable[[Mapping[str, Any], Sequence[str]], str]] = {
    "waiting_longest": _say_waiting,
    "all_free": lambda reason, people: _("All are free then."),
    "ages_together": _say_ages,
    "communes_together": _say_communes,
    "first_give": lambda reason, people: _say(
        ngettext_lazy("%(names)s shares for the first time.", "%(names)s share for the first time.", "number"), people
    ),
    "first_receive": lambda reason, people: _say(
        ngettext_lazy(
            "%(names)s learns here for the first time.", "%(names)s learn here for the first time.", "number"
        ),
        people,
    ),
    "gives_and_receives": lambda reason, people: _say(
        ngettext_lazy(
            "%(names)s shares and learns in this mouline.", "%(names)s share and learn in this mouline.", "number"
        ),
        people,
    ),
    "new_encounters": _say_encounters,
    "other_use": _say_other_use,
    "travel_unsure": lambda reason, people: (
        _("Nobody knows how far it is for %(names)s: ask, or think of sharing a car.") % {"names": _join(people)}
    ),
    "not_said_free": lambda reason, people: _say(
        ngettext_lazy(
            "%(names)s has not said they are free then.", "%(names)s have not said they are free then.", "number"
        ),
        people,
    ),
    "too_far": lambda reason, people: _("By what they said, it is too far for %(names)s.") % {"names": _join(people)},
    "not_said_open": lambda reason, people: _("The place is not known to be ours then. Ask first."),
    "against_household": lambda reason, people: (
        _("%(names)s: the household asked to come in another way.") % {"names": _join(people)}
    ),
    "far_that_day": lambda reason, people: _say(
        ngettext_lazy(
            "%(names)s is far away just before or after.", "%(names)s are far away just before or after.", "number"
        ),
        people,
    ),
    "just_enough": lambda reason, people: _("Just enough people: if one cannot come, look for another."),
    "adult_along": lambda reason, people: _say(
        ngettext_lazy("%(names)s comes with an adult.", "%(names)s come with an adult.", "number"), people
    ),
}

_STAGES: dict[str, str | Promise] = {
    "words_to_place": gettext_lazy("These words wait for their place in the catalogue."),
    "no_authorisation": gettext_lazy("A guardian’s authorisation is missing."),
    "no_companion": gettext_lazy("The adult who comes along is not named."),
    "no_availability": gettext_lazy("Nobody knows when this person is free."),
    "not_in_plans": gettext_lazy("This person takes no part at the moment."),
    "household_waits": gettext_lazy("Somebody of the household who comes with them cannot be planned yet."),
    "no_offer": gettext_lazy("Nobody shares this savoir."),
    "level": gettext_lazy("Nobody goes far enough into it for this request."),
    "travel": gettext_lazy("There is no place that all can reach."),
    "steps": gettext_lazy("There is no place without steps that all can reach."),
    "no_common_half_day": gettext_lazy("There is no free half-day in common."),
    "no_open_venue": gettext_lazy("No place is open when all are free."),
    "no_adult": gettext_lazy("No adult who may accompany children is free then."),
    "refused": gettext_lazy("A refusal on file, or a group agreed on that day, stands in the way."),
    "household_wish": gettext_lazy("The household asked to come together, or by turns. Here it cannot be."),
    "too_few_learners": gettext_lazy("There are not enough people for a group."),
    "own_limit": gettext_lazy("This person already has as many sessions as they wish."),
    "own_conflict": gettext_lazy("This person is in another group at that time."),
    "far_that_day": gettext_lazy("This person is in a group far away just before or after."),
    "household_busy": gettext_lazy("Somebody of the household already has a group then, or enough sessions."),
    "adult_busy": gettext_lazy("The adults who may accompany children are in other groups then."),
    "sharer_limit": gettext_lazy("Those who share already have enough sessions."),
    "group_full": gettext_lazy("The group is full."),
    "venue_taken": gettext_lazy("Other groups have the places."),
    "outweighed": gettext_lazy("Other groups served more people."),
}


def say_unserved_reason(code: str) -> str:
    return str(_STAGES[code])


def say_unblock(code: str, details: Mapping[str, Any]) -> str:
    """One thing that would help, with its date and place when they are known, and how many people it takes besides."""
    when = ""
    if "date" in details:
        day = datetime.date.fromisoformat(details["date"])
        when = say_half_day(day, details["period"], lang=_lang())
    values = {
        "when": when,
        "place": details.get("venue", ""),
        "in_village": say_in_village(details.get("commune", ""), lang=_lang()),
        "missing": details.get("missing") or 1,
    }
    said = _UNBLOCKS[f"{code}_dated" if when and f"{code}_dated" in _UNBLOCKS else code]
    if code not in _TAKES_MORE or not details.get("missing"):
        return said % values
    return " ".join(((_TAKES_MORE[code] or said) % values, _MORE_PEOPLE % values))


_UNBLOCKS: dict[str, str | Promise] = {
    "place_words": gettext_lazy("Place these words."),
    "record_authorisation": gettext_lazy("Ask a guardian for the authorisation."),
    "name_companion": gettext_lazy("Ask which adult comes along."),
    "say_when_free": gettext_lazy("Call, and note when they are free."),
    "ask": gettext_lazy("Ask whether they would like to come back."),
    "a_sharer": gettext_lazy("Look for somebody who shares it."),
    "a_sharer_dated": gettext_lazy("Look for somebody who shares it, for example %(when)s (%(place)s)."),
    "one_more_learner": ngettext_lazy(
        "One person is missing: %(when)s (%(place)s).",
        "%(missing)s people are missing: %(when)s (%(place)s).",
        "missing",
    ),
    "a_lift": gettext_lazy("Find a ride to %(place)s."),
    "step_free_place": gettext_lazy("Look for a place without steps %(in_village)s."),
    "an_adult": gettext_lazy("Look for somebody who may accompany children."),
    "an_adult_dated": gettext_lazy("Look for somebody who may accompany children: %(when)s (%(place)s)."),
    "ask_household": gettext_lazy("Ask the household whether another way to come would suit."),
    "more_availability": gettext_lazy("It would be enough to be free %(when)s (%(place)s)."),
    "open_venue": gettext_lazy("Open a place %(in_village)s, %(when)s."),
    "one_more_seat": gettext_lazy("One more seat would be enough: %(when)s (%(place)s)."),
    "raise_limit": gettext_lazy("Ask whether one more session would suit."),
    "lift_refusal": gettext_lazy("See whether the refusal still stands."),
    "later_round": gettext_lazy("The next mouline counts this wait."),
}


# Where learners are missing besides, what is said in the place of the sentence above, if it would be too much.
_TAKES_MORE: dict[str, str | Promise] = {
    "a_sharer": "",
    "a_lift": "",
    "open_venue": "",
    "more_availability": gettext_lazy("It would take being free %(when)s (%(place)s)."),
}
_MORE_PEOPLE = ngettext_lazy(
    "It takes one more person, too.",
    "It takes %(missing)s more people, too.",
    "missing",
)


def _say(counted: Promise, people: Sequence[str]) -> str:
    return counted % {"number": len(people), "names": _join(people)}


def _join(words: Sequence[str]) -> str:
    return join_words(list(words), lang=_lang())


def _lang() -> str:
    return get_language() or "fr"

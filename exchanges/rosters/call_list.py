"""The call list: people without e-mail whom somebody must ask or tell by phone, and room for what they answer."""

from dataclasses import dataclass
from datetime import date

from exchanges.rosters.heads import CentreHeader, name_person, say_destruction
from exchanges.rosters.typesetting import Gettext, typeset
from members.wording import say_date


@dataclass(frozen=True)
class CallLine:
    """One call. ``message`` is what to say, whole; ``asks`` is false when there is only something to tell."""

    first: str
    last: str
    phone: str
    message: str
    asks: bool = True


@dataclass(frozen=True)
class CallList:
    """The calls to make, in the order given, printed on ``day``. A line without a phone keeps a blank for it."""

    centre: CentreHeader
    day: date
    destroy_after: date
    lines: tuple[CallLine, ...] = ()


def render_call_list(calls: CallList, *, lang: str = "en", gettext: Gettext = str) -> bytes:
    """One PDF, a card per call, never cut between two pages. An empty list says that there is nobody to call."""
    return typeset(
        "call_list.typ",
        {
            "words": _say_words(gettext),
            "centre": calls.centre.say(),
            "printed": say_date(calls.day, lang=lang),
            "destroy": say_destruction(calls.destroy_after, lang, gettext),
            "lines": [
                {
                    "name": name_person(line.first, line.last),
                    "phone": line.phone,
                    "message": line.message,
                    "answers": _say_answers(line, gettext),
                }
                for line in calls.lines
            ],
        },
        title=f"{gettext('Calls to make')}, {say_date(calls.day, lang=lang)}",
        day=calls.day,
        lang=lang,
        drawings={"logo": calls.centre.logo},
    )


def _say_answers(line: CallLine, gettext: Gettext) -> list[str]:
    if line.asks:
        return [gettext("I am coming"), gettext("Not this time"), gettext("Call again")]
    return [gettext("Told"), gettext("Call again")]


def _say_words(gettext: Gettext) -> dict[str, str]:
    return {
        "heading": gettext("Calls to make"),
        "nobody": gettext("Nobody to call today."),
        "note": gettext("Note:"),
        "page": gettext("page {page} of {pages}"),
    }

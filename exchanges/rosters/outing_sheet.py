"""Papers of outings: who goes where, the sheet of each one to tick on the spot, and what interviewers are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exchanges.rosters.heads import CentreHeader
from exchanges.rosters.roster import draw_qr
from exchanges.rosters.typesetting import Gettext, typeset
from members.wording import say_date

MET_BOXES = 40
REFUSED_BOXES = 20


@dataclass(frozen=True)
class OutingPaper:
    """One outing. `names` are first names: the sheet is carried about. `missing`: how many people it still takes."""

    when: str
    place: str
    kind: str
    names: tuple[str, ...]
    missing: int
    note: str
    url: str


@dataclass(frozen=True)
class GuideSection:
    title: str
    says: tuple[str, ...]


def render_outings(
    outings: Sequence[OutingPaper],
    *,
    centre: CentreHeader,
    name: str,
    day: date,
    lang: str = "en",
    gettext: Gettext = str,
) -> bytes:
    """One PDF: when there are several outings, first the list of them; then a sheet for each."""
    return typeset(
        "outing_sheet.typ",
        {
            "words": _say_words(gettext),
            "centre": centre.say(),
            "name": name,
            "printed": gettext("Printed on %(day)s.") % {"day": say_date(day, lang=lang)},
            "met_boxes": MET_BOXES,
            "refused_boxes": REFUSED_BOXES,
            "outings": [
                {
                    "when": outing.when,
                    "place": outing.place,
                    "kind": outing.kind,
                    "names": ", ".join(outing.names),
                    "missing": gettext("Somebody is missing") if outing.missing else "",
                    "note": outing.note,
                    "url": outing.url.removeprefix("https://").removeprefix("http://"),
                }
                for outing in outings
            ],
        },
        title=f"{name} – {gettext('The outings') if len(outings) > 1 else outings[0].when}",
        day=day,
        lang=lang,
        drawings={"logo": centre.logo, **{f"qr-{rank}": draw_qr(one.url) for rank, one in enumerate(outings)}},
    )


def render_guide(
    sections: Sequence[GuideSection],
    *,
    centre: CentreHeader,
    notes: Sequence[str],
    day: date,
    lang: str = "en",
    gettext: Gettext = str,
) -> bytes:
    """What interviewers are told, on one sheet printed on both sides at most."""
    title = gettext("The sheet for interviewers")
    return typeset(
        "interviewer_guide.typ",
        {
            "words": {
                "heading": title,
                "lead": gettext("Open, listen, close. You do not have to do it well: you have to be there."),
                "note": gettext("A word from the centre"),
                "notes": gettext("My notes"),
                "no_name": gettext("How it went, a nice word. No name of anybody."),
                "call": gettext("A doubt, a worry? Call the centre:"),
                "page": gettext("page {page} of {pages}"),
            },
            "centre": centre.say(),
            "sections": [{"title": section.title, "says": list(section.says)} for section in sections],
            "notes": list(notes),
        },
        title=title,
        day=day,
        lang=lang,
        drawings={"logo": centre.logo},
    )


def _say_words(gettext: Gettext) -> dict[str, str]:
    return {
        "heading": gettext("Who goes where"),
        "when": gettext("When"),
        "where": gettext("Where"),
        "who": gettext("Who goes"),
        "sheet": gettext("Outing"),
        "note": gettext("Where to meet, what to bring:"),
        "met": gettext("People met"),
        "met_how": gettext("One box for each person who talked with you a little."),
        "refused": gettext("Would rather not"),
        "refused_how": gettext("They are not among the first."),
        "total": gettext("In all:"),
        "numbers": gettext("Paper sheets, from number … to number …"),
        "weather": gettext("Weather:"),
        "went": gettext("How it went, without a name:"),
        "web": gettext("To answer on one’s own phone:"),
        "key": gettext("Back at the centre: copy these figures into “My outings”, then destroy this sheet."),
        "page": gettext("page {page} of {pages}"),
    }

"""Letters that invite people to join with their own words: a page each, in large print, to hand over or to post."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from exchanges.rosters.heads import CentreHeader
from exchanges.rosters.roster import draw_qr
from exchanges.rosters.typesetting import Gettext, count_pages, typeset
from members.wording import quote_words, say_date

TEMPLATE = "invitation_letter.typ"
SIZES = (15, 14, 13, 12)
"""Letters, in points: the largest with which everybody's is one page."""
MOST_SENTENCES = 3
LONGEST_SENTENCE = 140
"""Letters; what is longer is cut after a whole word: a letter is one page."""


@dataclass(frozen=True)
class InvitationLetter:
    """One person's page: their name, what they said, and where it leads. `lang` is theirs, « fr » or « en ».

    `url` holds the code and nothing else; it works once, until `until`.
    """

    name: str
    first_name: str
    sentences: tuple[str, ...]
    url: str
    until: date
    lang: str = "fr"


def render_letters(
    letters: Sequence[InvitationLetter],
    *,
    centre: CentreHeader,
    hours: tuple[str, ...] = (),
    day: date,
    gettext_in: Callable[[str], Gettext],
) -> bytes:
    """One PDF. `gettext_in` gives the `gettext` of a language. Raises ValueError for no letter at all."""
    if not letters:
        raise ValueError("at least one letter is needed")
    data = {
        "words": {},
        "centre": centre.say(),
        "hours": list(hours),
        "letters": [_say_letter(letter, centre, day, gettext_in(letter.lang)) for letter in letters],
    }
    drawings = {"logo": centre.logo} | {f"qr-{rank}": draw_qr(letter.url) for rank, letter in enumerate(letters)}
    lang = letters[0].lang
    title = gettext_in(lang)("Your words are waiting for you")
    for size in SIZES:
        data["size"] = size
        if count_pages(TEMPLATE, data, drawings=drawings, lang=lang) == len(letters):
            break
    return typeset(TEMPLATE, data, title=title, day=day, lang=lang, drawings=drawings)


def _say_letter(letter: InvitationLetter, centre: CentreHeader, day: date, gettext: Gettext) -> dict:
    until = say_date(letter.until, lang=letter.lang, weekday=False)
    hello = gettext("Hello %(name)s,") % {"name": letter.first_name} if letter.first_name else gettext("Hello,")
    call = gettext("Call us:") if centre.phone else gettext("Come and see us:")
    place, code = letter.url.split("://")[-1].rstrip("/").rsplit("/", 1)
    return {
        "lang": letter.lang,
        "name": letter.name,
        "day": say_date(day, lang=letter.lang, weekday=False),
        "sentences": [quote_words(_shorten(said), lang=letter.lang) for said in letter.sentences[:MOST_SENTENCES]],
        "place": f"{place}/",
        "code": code,
        "reach": centre.phone or centre.address,
        "words": {
            "title": gettext("Your words are waiting for you"),
            "hello": hello,
            "said": gettext("You answered our questionnaire, and you agreed that we come back to you. You told us:"),
            "why": gettext("Neighbours share what they know, in small groups. It is free. Would you like to join?"),
            "ways": gettext("To say yes, as you like"),
            "call": call,
            "together": gettext("We do it all with you."),
            "aim": gettext("With a phone: point its camera at the drawing."),
            "type": gettext("On a computer: type this address."),
            "once": gettext("It is for you alone. It works once, until %(day)s.") % {"day": until},
            "no": gettext("You would rather not?"),
            "forget": gettext("Tell us, or open the address: one button erases your contact details."),
        },
    }


def _shorten(said: str) -> str:
    return said if len(said) <= LONGEST_SENTENCE else f"{said[:LONGEST_SENTENCE].rsplit(' ', 1)[0]}…"

"""What stands at the head of a printed sheet: the centre, and the session the sheet is for."""

from dataclasses import dataclass
from datetime import date, time

from exchanges.rosters.typesetting import Gettext
from members.wording import say_date, say_date_and_hours


@dataclass(frozen=True)
class CentreHeader:
    """The centre as it signs its papers. ``logo`` is the text of an SVG drawing; without one, the mark of Animons."""

    name: str
    address: str = ""
    phone: str = ""
    logo: str | None = None

    def say(self) -> dict:
        return {"name": self.name, "address": self.address, "phone": self.phone}


@dataclass(frozen=True)
class SessionHead:
    """One session as its papers name it.

    ``code`` names the session in a few letters; ``destroy_after`` is the last day the paper may be kept;
    ``pictogram`` is the text of an SVG drawing in black.
    """

    centre: CentreHeader
    title: str
    day: date
    start: time
    end: time
    place: str
    code: str
    destroy_after: date
    address: str = ""
    pictogram: str | None = None

    def say(self, lang: str, gettext: Gettext) -> dict:
        return {
            "centre": self.centre.say(),
            "title": self.title,
            "when": say_date_and_hours(self.day, self.start, self.end, lang=lang),
            "place": self.place,
            "address": self.address,
            "destroy": say_destruction(self.destroy_after, lang, gettext),
            "code": gettext("Session %(code)s") % {"code": self.code},
        }

    def draw(self) -> dict[str, str | None]:
        return {"logo": self.centre.logo, "pictogram": self.pictogram}


def say_destruction(destroy_after: date, lang: str, gettext: Gettext) -> str:
    return gettext("Destroy after %(date)s.") % {"date": say_date(destroy_after, lang=lang, weekday=False)}


def say_title(kind: str, kinds: str, heads: list[SessionHead], lang: str) -> str:
    """The title of a PDF: ``kind``, the session's title and date, or ``kinds`` alone when there are many."""
    if len(heads) > 1:
        return kinds
    return f"{kind} – {heads[0].title}, {say_date(heads[0].day, lang=lang)}"


def name_person(first: str, last: str) -> str:
    """« Marie-Thérèse BENALI »: the family name in capitals, as on any sheet people sign."""
    return f"{first} {last.upper()}".strip()

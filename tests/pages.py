"""How to reach every address of the site in the village; a new address is added here and in `permissions.py`.

A *page* is HTML that people read: the instruments visit it (accessibility, content policy, weight, reading ease).
A *file* is given by GET too, but is no page (PDF, picture, redirection). An *action* is only posted to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from exchanges.attendance.seasons import school_year_of
from tests.instruments.routes import our_routes
from tests.permissions import TABLE
from tests.village import Village

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Target:
    kind: str
    find: Callable[[Village], list[Arguments] | Arguments]

    def arguments(self, village: Village) -> list[Arguments]:
        found = self.find(village)
        return found if isinstance(found, list) else [found]


def _nothing(village: Village) -> Arguments:
    return {}


def page(find: Callable[[Village], list[Arguments] | Arguments] = _nothing) -> Target:
    return Target("page", find)


def file(find: Callable[[Village], list[Arguments] | Arguments] = _nothing) -> Target:
    return Target("file", find)


def action(find: Callable[[Village], list[Arguments] | Arguments] = _nothing) -> Target:
    return Target("action", find)


def _code(village: Village) -> Arguments:
    return {"code": village.session.code}


def _codes(village: Village) -> list[Arguments]:
    """The session of each state, the confirmed one first."""
    sessions = [village.session, *(one for state, one in village.sessions.items() if state != "confirmed")]
    return [{"code": session.code} for session in sessions]


def _waiting_words(village: Village) -> Arguments:
    return {"anchor": f"offre-{village.resident.offers.get(skill=None).pk}"}


TARGETS: dict[str, Target] = {
    # Public pages
    "home": page(),
    "how_it_works": page(),
    "your_data": page(),
    "accessibility": page(),
    "help": page(),
    "centre_logo": file(),
    "set_language": action(),
    "health": file(),
    "catalogue": page(),
    "skill": page(lambda village: {"pk": village.skill.pk}),
    # « À classer »
    "words_to_sort": page(),
    "words_settle": action(),
    "words_choose": page(_waiting_words),
    "words_new_skill": page(_waiting_words),
    # Papers of a session and of a week
    "roster_pdf": file(_code),
    "roster_print": page(_code),
    "phone_sheet": file(_code),
    "call_list_pdf": file(_code),
    "team_call_list_pdf": file(),
    "week_rosters": page(),
    "week_rosters_pdf": file(lambda village: {"day": village.session.date.isoformat()}),
    # Who came
    "attendance": page(),
    "attendance_csv": file(lambda village: {"year": school_year_of(timezone.localdate())}),
    "attendance_xlsx": file(lambda village: {"year": school_year_of(timezone.localdate())}),
}


def urls_of(key: str, village: Village) -> list[str]:
    """Addresses to visit for this key of `TARGETS`."""
    name = our_routes()[key].name
    return [reverse(name, kwargs=arguments) for arguments in TARGETS[key].arguments(village)]


def page_keys() -> list[str]:
    return [key for key, target in TARGETS.items() if target.kind == "page"]


def pages_of(role: str, village: Village) -> list[tuple[str, str]]:
    """Name and address of every page this role may read."""
    return [(key, url) for key in page_keys() if TABLE[key].of(role)["GET"] == "200" for url in urls_of(key, village)]


def public_pages(village: Village) -> list[tuple[str, str]]:
    return pages_of("visitor", village)

"""What the menu shows, by role. Names of pages are those of the URL tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Item:
    """One line of the menu; `family` lists the other pages for which it is the current one."""

    url_name: str
    label: str | Promise
    icon: str
    family: tuple[str, ...] = ()


VISITOR = (
    Item("session_list", _("Sessions"), "calendar-event", ("session",)),
    Item("catalogue", _("Savoirs"), "basket"),
    Item("how_it_works", _("How it works"), "help-circle"),
    Item("account_login", _("Sign in"), "door", ("account_signup",)),
)
RESIDENT = (
    Item("my_space", _("My space"), "home"),
    Item("my_sessions", _("My sessions"), "calendar-event", ("session", "session_close")),
    Item("group_list", _("My groups"), "users", ("group",)),
    Item("catalogue", _("Savoirs"), "basket"),
    Item("help", _("Help"), "help-circle"),
)
TEAM = (
    Item("team", _("Team"), "home"),
    Item("rounds", _("Mouline"), "affiliate", ("round", "round_new", "round_progress")),
    Item("team_sessions", _("Sessions"), "calendar-event", ("session", "session_new", "session_close")),
    Item("words_to_sort", _("To sort"), "message-2"),
    Item("imports", _("Import"), "upload"),
    Item("attendance", _("Attendance"), "chart-bar"),
)


def url_name_of(request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.url_name or "" if match else ""


def items_for(user, current: str) -> Iterator[dict[str, object]]:
    """Lines ready to show: address, label, pictogram, and whether we are there."""
    for item in _menu_of(user):
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        is_current = current == item.url_name or current in item.family
        yield {"url": url, "label": item.label, "icon": item.icon, "is_current": is_current}


def _menu_of(user) -> tuple[Item, ...]:
    if user is None or not user.is_authenticated:
        return VISITOR
    return TEAM if user.is_staff else RESIDENT

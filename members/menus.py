"""What the menu shows, by role. Names of pages are those of the URL tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Item:
    """One line of the menu; it is the current one too for the pages whose name starts like one of its `family`."""

    url_name: str
    label: str | Promise
    icon: str
    family: tuple[str, ...] = ()


VISITOR = (
    Item("session_list", pgettext_lazy("menu", "Sessions"), "calendar-event", ("session",)),
    Item("catalogue", pgettext_lazy("menu", "Savoirs"), "basket", ("skill",)),
    Item("how_it_works", pgettext_lazy("menu", "How it works"), "help-circle"),
    Item("account_login", pgettext_lazy("menu", "Sign in"), "door", ("account_signup",)),
)
SPACE = (
    *(f"{kind}_{page}" for kind in ("offer", "request") for page in ("add", "edit", "heard")),
    *("outing", "my_outings", "interviewer"),
    *("my_availability", "my_absences", "my_profile", "profile_edit", "my_household", "child_add", "child_authorise"),
    *(
        "child_companion",
        "household_wish",
        "my_data",
        "leave_network",
        "erase_me",
        "account_email",
        "account_change_password",
        "mfa_index",
    ),
)
RESIDENT = (
    Item("my_space", pgettext_lazy("menu", "My space"), "home", SPACE),
    Item("my_sessions", pgettext_lazy("menu", "My sessions"), "calendar-event", ("session", "roster", "week_rosters")),
    Item("group_list", pgettext_lazy("menu", "My groups"), "users", ("group", "project")),
    Item("catalogue", pgettext_lazy("menu", "Savoirs"), "basket", ("skill",)),
    Item("help", pgettext_lazy("menu", "Help"), "help-circle"),
)
SURVEY = (
    *("edition", "survey", "coding", "keying", "outing", "my_outings", "interviewer"),
    *("outcome", "invitation_", "helpers", "gather", "group_tell"),
    *("question_", "quotation", "restitution_write", "restitution_preview", "material"),
)
TEAM = (
    Item("team", pgettext_lazy("menu", "Team"), "home"),
    Item("rounds", pgettext_lazy("menu", "Mouline"), "affiliate", ("round", "proposal")),
    Item(
        "team_sessions",
        pgettext_lazy("team menu", "Sessions"),
        "calendar-event",
        ("session", "roster", "team_calls", "news_calls", "week_rosters"),
    ),
    Item("surveys", pgettext_lazy("menu", "Questionnaire"), "speakerphone", SURVEY),
    Item("people", pgettext_lazy("menu", "Residents"), "users", ("person",)),
    Item("words_to_sort", pgettext_lazy("menu", "To sort"), "message-2", ("words",)),
    Item("imports", pgettext_lazy("menu", "Import"), "upload", ("import",)),
    Item("attendance", pgettext_lazy("menu", "Attendance"), "chart-bar"),
)


def url_name_of(request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.url_name or "" if match else ""


def items_for(user, current: str) -> Iterator[dict[str, object]]:
    """Lines ready to show: address, label, pictogram, and whether we are there."""
    for item in _menu_of(user):
        is_current = current == item.url_name or current.startswith(item.family)
        yield {"url": reverse(item.url_name), "label": item.label, "icon": item.icon, "is_current": is_current}


def _menu_of(user) -> tuple[Item, ...]:
    if user is None or not user.is_authenticated:
        return VISITOR
    return TEAM if user.is_staff else RESIDENT

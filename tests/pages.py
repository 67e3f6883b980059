"""How to reach every address of the site in the village; a new address is added here and in `permissions.py`.

Those of the questionnaire are in `pages_surveys.py`; `targets.py` says what a page, a file and an action are.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Call, Item, Task
from exchanges.notifications import answer_token
from members.mail import way_out_token
from members.models import Offer
from tests.instruments.routes import our_routes
from tests.pages_surveys import SURVEYS
from tests.permissions import TABLE
from tests.targets import Arguments, Finder, Target, action, file, page
from tests.village import Village


def _code(village: Village) -> Arguments:
    return {"code": village.session.code}


def _codes(*states: str) -> Finder:
    return lambda village: [{"code": village.sessions[state].code} for state in states]


def _group(village: Village) -> Arguments:
    return {"pk": village.group.pk}


def _project(village: Village) -> Arguments:
    return {"pk": village.group.project.pk}


def _round(village: Village) -> Arguments:
    return {"pk": village.round.pk}


def _proposal(village: Village) -> Arguments:
    return {"pk": village.proposal.pk}


def _sheet(*stages: str) -> Finder:
    return lambda village: [{"pk": village.sheets[stage].pk} for stage in stages]


def _anchors(village: Village) -> Arguments:
    return {"anchors": f"o{Offer.objects.waiting_for_a_skill().earliest('pk').pk}"}


def _line(village: Village):
    return village.session.participations.get(member=village.resident)


def _call(village: Village) -> Arguments:
    return _code(village) | {"pk": Call.objects.get(session=village.session).pk}


def _sections(village: Village) -> list[Arguments]:
    return [{"section": section} for section in ("me-joindre", "deplacements", "besoins")]


def _year(village: Village) -> Arguments:
    today = timezone.localdate()
    return {"year": today.year if today.month >= 9 else today.year - 1}


TARGETS: dict[str, Target] = {
    # Public pages
    "home": page(),
    "how_it_works": page(),
    "your_data": page(),
    "accessibility": page(),
    "help": page(),
    "centre_logo": file(),
    "set_language": file(),
    "health": file(),
    "catalogue": page(),
    "skill": page(lambda village: {"pk": village.skill.pk}),
    "session_list": page(),
    "session": page(_codes("confirmed", "to_settle", "announced", "held", "not_held", "cancelled", "to_close")),
    "session_calendar": file(_code),
    "answer_by_link": page(lambda village: {"token": answer_token(_line(village))}),
    "way_out": page(lambda village: {"token": way_out_token(village.resident)}),
    # Sign-up and sign-in
    "account_signup": page(),
    "account_signup_code": file(),
    "account_login": page(),
    "account_request_login_code": page(),
    "account_confirm_login_code": file(),
    "account_logout": page(),
    "account_inactive": page(),
    "account_reauthenticate": page(),
    "account_email": page(),
    "account_email_verification_sent": file(),
    "account_change_password": page(),
    "account_set_password": file(),
    "account_reset_password": page(),
    "mfa_index": page(),
    "mfa_authenticate": file(),
    "mfa_reauthenticate": file(),
    "mfa_activate_totp": page(),
    "mfa_deactivate_totp": file(),
    "mfa_view_recovery_codes": file(),
    "mfa_generate_recovery_codes": file(),
    "mfa_download_recovery_codes": file(),
    # « Mon espace »
    "my_space": page(),
    "offer_add": page(),
    "offer_hear": action(),
    "offer_edit": page(lambda village: {"pk": village.offer.pk}),
    "offer_state": action(lambda village: {"pk": village.offer.pk}),
    "offer_heard": page(lambda village: {"pks": str(village.offer.pk)}),
    "request_add": page(),
    "request_hear": action(),
    "request_edit": page(lambda village: {"pk": village.request.pk}),
    "request_state": action(lambda village: {"pk": village.request.pk}),
    "request_heard": page(lambda village: {"pks": str(village.request.pk)}),
    "my_availability": page(),
    "my_absences": page(),
    "absence_drop": action(lambda village: {"pk": village.absence.pk}),
    "my_profile": page(),
    "my_pause": action(),
    "profile_edit": page(_sections),
    "my_household": page(),
    "child_add": page(),
    "household_wish": page(),
    "my_data": page(),
    "my_data_file": file(),
    "leave_network": page(),
    "erase_me": page(),
    # Sessions and groups
    "my_sessions": page(),
    "session_answer": action(_code),
    "session_people": page(_codes("confirmed", "to_settle")),
    "session_remove": action(lambda village: _code(village) | {"pk": _line(village).pk}),
    "session_invite": action(_code),
    "session_move": page(_code),
    "session_cancel": page(_code),
    "session_facilitators": page(_code),
    "session_close": page(_codes("to_close", "held")),
    "session_calls": page(_code),
    "session_call": action(_call),
    "group_list": page(),
    "group": page(_group),
    "group_task": action(lambda village: _group(village) | {"task_pk": Task.objects.get(group=village.group).pk}),
    "group_item": action(lambda village: _group(village) | {"item_pk": Item.objects.get(group=village.group).pk}),
    "group_leave": action(_group),
    "group_rename": page(_group),
    "group_next": page(_group),
    "group_facilitators": page(_group),
    # What words became
    "neighbours": page(),
    "neighbour_support": action(lambda village: {"pk": village.idea.pk}),
    "neighbour_resume": file(),
    "gathering": page(lambda village: [{"pk": one.pk} for one in (village.idea, village.born, village.call)]),
    "gathering_found": page(lambda village: {"pk": village.idea.pk}),
    "group_tell": page(lambda village: [_group(village) | {"about": about} for about in ("session", "project")]),
    "group_welcome": action(_group),
    "news_calls": page(),
    "news_told": action(lambda village: {"pk": village.group.news.get(way="call").pk}),
    "project_new": page(_group),
    "project": page(_project),
    "project_edit": page(_project),
    "project_state": action(_project),
    # Papers
    "roster_pdf": file(_code),
    "roster_print": page(_code),
    "phone_sheet": file(_code),
    "call_list_pdf": file(_code),
    "team_call_list_pdf": file(),
    "week_rosters": page(),
    "week_rosters_pdf": file(lambda village: {"day": f"{village.session.date:%Y-%m-%d}"}),
    # The team
    "team": page(),
    "team_sessions": page(),
    "session_new": page(),
    "team_calls": page(),
    "attendance": page(),
    "attendance_csv": file(_year),
    "attendance_xlsx": file(_year),
    "people": page(),
    "person_new": page(),
    "person": page(lambda village: [{"person_pk": one.pk} for one in (village.resident, village.child)]),
    "person_account": page(lambda village: {"person_pk": village.child.pk}),
    "words_to_sort": page(),
    "words_settle": action(),
    "words_learned": page(),
    "words_forget": action(),
    "words_choose": page(_anchors),
    "words_new_skill": page(_anchors),
    # Bring sheets in
    "imports": page(),
    "import": page(_sheet("planned", "done", "survey")),
    "import_columns": page(_sheet("uploaded")),
    "import_progress": file(_sheet("done")),
    "import_decide": action(_sheet("planned")),
    "import_apply": action(_sheet("planned")),
    "import_drop": action(_sheet("planned")),
    "import_given_back": file(lambda village: {"pk": village.sheets["done"].pk, "which": "a-corriger"}),
    # The mouline
    "rounds": page(),
    "round_settings": page(),
    "round_comparison": file(),
    "round": page(_round),
    "round_progress": file(_round),
    "round_waiting": page(_round),
    "round_fairness": page(_round),
    "round_changes": page(_round),
    "round_heard": page(_round),
    "round_web": page(_round),
    "round_web_poster": page(_round),
    "round_stop": action(_round),
    "round_again": page(_round),
    "round_invite": action(_round),
    "proposal_adopt": page(_proposal),
    "proposal_adjust": page(_proposal),
    "proposal_refuse": page(_proposal),
    "proposal_pin": action(_proposal),
    **SURVEYS,
}


def in_the_name_of_the_child(target: Target, **arguments: Callable[[Village], Any]) -> Target:
    def find(village: Village) -> list[Arguments]:
        own = {name: give(village) for name, give in arguments.items()}
        return [one | own | {"person_pk": village.child.pk} for one in target.arguments(village)]

    return Target(target.kind, find)


THE_CHILDS_OWN: dict[str, dict[str, Callable[[Village], Any]]] = {
    "offer_edit": {"pk": lambda village: village.child_offer.pk},
    "offer_state": {"pk": lambda village: village.child_offer.pk},
    "offer_heard": {"pks": lambda village: str(village.child_offer.pk)},
    "request_edit": {"pk": lambda village: village.child_request.pk},
    "request_state": {"pk": lambda village: village.child_request.pk},
    "request_heard": {"pks": lambda village: str(village.child_request.pk)},
    "absence_drop": {"pk": lambda village: village.child_absence.pk},
    **dict.fromkeys(
        [
            "my_space", "offer_add", "offer_hear", "request_add", "request_hear", "my_availability", "my_absences",
            "my_profile", "my_pause", "profile_edit", "my_household", "child_add", "household_wish", "my_data",
            "my_data_file", "leave_network", "erase_me", "neighbours", "neighbour_support",
        ],
        {},
    ),
}  # fmt: skip
TARGETS |= {
    f"{key} in a name": in_the_name_of_the_child(TARGETS[key], **own) for key, own in THE_CHILDS_OWN.items()
} | {
    "child_authorise in a name": in_the_name_of_the_child(page()),
    "child_companion in a name": in_the_name_of_the_child(page()),
}


def urls_of(key: str, village: Village) -> list[str]:
    """Addresses to visit for this key of `TARGETS`."""
    name = our_routes()[key].name
    return [reverse(name, kwargs=arguments) for arguments in TARGETS[key].arguments(village)]


def pages_of(role: str, village: Village, keys: Iterable[str] = tuple(TARGETS)) -> list[str]:
    """Addresses of the pages this role may read among those of `keys`, and of their variants that it may see (a
    session in each state)."""
    may_read = [key for key in keys if TARGETS[key].kind == "page" and TABLE[key].of(role)["GET"] == "200"]
    client = Client()
    if (person := village.people[role]) is not None:
        client.force_login(person)
    return [
        url
        for key in may_read
        for place, url in enumerate(urls_of(key, village))
        if place == 0 or client.get(url).status_code == 200
    ]


def public_pages(village: Village) -> list[str]:
    return pages_of("visitor", village)

"""Who gets what: every address × every role × method. A new address must be added here and in `pages.py`.

Columns: visitor, resident, other resident, facilitator, team, administrator. In the village the resident takes part
in the sessions, the facilitator holds them, and the other resident has nothing to do with either. `in` means: sent
to the sign-in page. Posts are empty: a form that is shown again answers 200.
"""

from dataclasses import dataclass

ROLES = ("visitor", "resident", "other", "facilitator", "team", "administrator")

EVERYONE = "200 200 200 200 200 200"
ON_EVERYONE = "302 302 302 302 302 302"
NOBODY = "405 405 405 405 405 405"
MISSING = "404 404 404 404 404 404"
VISITORS = "200 302 302 302 302 302"
SIGNED_IN = "in 200 200 200 200 200"
ON_SIGNED_IN = "in 302 302 302 302 302"
NOBODY_IN = "in 405 405 405 405 405"
MISSING_IN = "in 404 404 404 404 404"
TEAM = "in 403 403 403 200 200"
ON_TEAM = "in 403 403 403 302 302"
ADMINISTRATOR = "in 403 403 403 403 200"
NOT_EVEN_TEAM = "in 403 403 403 405 405"
HOLDERS = "in 403 403 200 200 200"
ON_HOLDERS = "in 403 403 302 302 302"
AGAIN_TO_HOLDERS = "in 403 403 422 422 422"
PRINTERS = "in 404 404 200 200 200"
GROUP = "in 200 404 200 200 200"
ON_GROUP = "in 302 404 302 302 302"
GROUP_HOLDERS = "in 403 404 200 200 200"
OWNER = "in 200 404 404 404 404"
BAD_FOR_OWNER = "in 400 404 404 404 404"
ON_OWNER = "in 302 404 404 404 404"
FAMILY = "in 200 404 404 200 200"
ON_FAMILY = "in 302 404 404 302 302"
BAD_FOR_FAMILY = "in 400 404 404 400 400"


@dataclass(frozen=True)
class Row:
    get: str
    post: str

    def of(self, role: str) -> dict[str, str]:
        place = ROLES.index(role)
        return {"GET": self.get.split()[place], "POST": self.post.split()[place]}


TABLE: dict[str, Row] = {
    # Public pages
    "home": Row(EVERYONE, NOBODY),
    "how_it_works": Row(EVERYONE, NOBODY),
    "your_data": Row(EVERYONE, NOBODY),
    "accessibility": Row(EVERYONE, NOBODY),
    "help": Row(EVERYONE, NOBODY),
    "centre_logo": Row(MISSING, NOBODY),
    "set_language": Row(ON_EVERYONE, ON_EVERYONE),
    "health": Row(EVERYONE, NOBODY),
    "catalogue": Row(EVERYONE, NOBODY),
    "skill": Row(EVERYONE, NOBODY),
    "session_list": Row(EVERYONE, NOBODY),
    "session": Row(EVERYONE, NOBODY),
    "session_calendar": Row(EVERYONE, NOBODY),
    "answer_by_link": Row(EVERYONE, EVERYONE),
    "way_out": Row(EVERYONE, EVERYONE),
    # Sign-up and sign-in
    "account_signup": Row(VISITORS, VISITORS),
    "account_signup_code": Row(ON_EVERYONE, ON_EVERYONE),
    "account_login": Row(VISITORS, VISITORS),
    "account_request_login_code": Row(VISITORS, VISITORS),
    "account_confirm_login_code": Row(ON_EVERYONE, ON_EVERYONE),
    "account_logout": Row("302 200 200 200 200 200", ON_EVERYONE),
    "account_inactive": Row(EVERYONE, NOBODY),
    "account_reauthenticate": Row(SIGNED_IN, SIGNED_IN),
    "account_email": Row(SIGNED_IN, ON_SIGNED_IN),
    "account_email_verification_sent": Row(ON_EVERYONE, ON_EVERYONE),
    "account_change_password": Row(SIGNED_IN, SIGNED_IN),
    "account_set_password": Row(ON_SIGNED_IN, ON_SIGNED_IN),
    "account_reset_password": Row(EVERYONE, EVERYONE),
    "mfa_index": Row(SIGNED_IN, NOBODY_IN),
    "mfa_authenticate": Row(ON_EVERYONE, ON_EVERYONE),
    "mfa_reauthenticate": Row(ON_SIGNED_IN, ON_SIGNED_IN),
    "mfa_activate_totp": Row(ON_SIGNED_IN, ON_SIGNED_IN),
    "mfa_deactivate_totp": Row(MISSING_IN, MISSING_IN),
    "mfa_view_recovery_codes": Row(MISSING_IN, NOBODY_IN),
    "mfa_generate_recovery_codes": Row(ON_SIGNED_IN, ON_SIGNED_IN),
    "mfa_download_recovery_codes": Row(MISSING_IN, MISSING_IN),
    # « Mon espace »
    "my_space": Row(SIGNED_IN, NOBODY_IN),
    "offer_add": Row(SIGNED_IN, SIGNED_IN),
    "offer_hear": Row(NOBODY_IN, SIGNED_IN),
    "offer_edit": Row(OWNER, OWNER),
    "offer_state": Row(NOBODY_IN, BAD_FOR_OWNER),
    "offer_heard": Row("in 200 302 302 302 302", "in 200 302 302 302 302"),
    "request_add": Row(SIGNED_IN, SIGNED_IN),
    "request_hear": Row(NOBODY_IN, SIGNED_IN),
    "request_edit": Row(OWNER, OWNER),
    "request_state": Row(NOBODY_IN, BAD_FOR_OWNER),
    "request_heard": Row("in 200 302 302 302 302", "in 200 302 302 302 302"),
    "my_availability": Row(SIGNED_IN, SIGNED_IN),
    "my_absences": Row(SIGNED_IN, SIGNED_IN),
    "absence_drop": Row(NOBODY_IN, ON_OWNER),
    "my_profile": Row(SIGNED_IN, NOBODY_IN),
    "my_pause": Row(NOBODY_IN, ON_SIGNED_IN),
    "profile_edit": Row(SIGNED_IN, SIGNED_IN),
    "my_household": Row(SIGNED_IN, NOBODY_IN),
    "child_add": Row(SIGNED_IN, SIGNED_IN),
    "my_data": Row(SIGNED_IN, NOBODY_IN),
    "my_data_file": Row(SIGNED_IN, NOBODY_IN),
    "leave_network": Row("in 200 200 200 403 403", "in 302 302 302 403 403"),
    "erase_me": Row("in 200 200 200 403 403", "in 302 302 302 403 403"),
    # Sessions and groups
    "my_sessions": Row(SIGNED_IN, NOBODY_IN),
    "session_answer": Row(NOBODY_IN, MISSING_IN),
    "session_people": Row(HOLDERS, HOLDERS),
    "session_remove": Row(NOBODY_IN, ON_HOLDERS),
    "session_invite": Row(NOBODY_IN, ON_HOLDERS),
    "session_move": Row(HOLDERS, HOLDERS),
    "session_cancel": Row(HOLDERS, HOLDERS),
    "session_facilitators": Row(TEAM, TEAM),
    "session_close": Row(HOLDERS, AGAIN_TO_HOLDERS),
    "session_calls": Row(HOLDERS, NOBODY_IN),
    "session_call": Row(NOBODY_IN, ON_HOLDERS),
    "group_list": Row(SIGNED_IN, NOBODY_IN),
    "group": Row(GROUP, GROUP),
    "group_task": Row(NOBODY_IN, ON_GROUP),
    "group_item": Row(NOBODY_IN, ON_GROUP),
    "group_leave": Row(NOBODY_IN, "in 302 404 403 403 403"),
    "group_rename": Row(GROUP_HOLDERS, GROUP_HOLDERS),
    "group_next": Row(GROUP_HOLDERS, GROUP_HOLDERS),
    "group_facilitators": Row(TEAM, TEAM),
    # Papers
    "roster_pdf": Row(PRINTERS, NOBODY_IN),
    "roster_print": Row(PRINTERS, NOBODY_IN),
    "phone_sheet": Row(PRINTERS, NOBODY_IN),
    "call_list_pdf": Row(PRINTERS, NOBODY_IN),
    "team_call_list_pdf": Row(TEAM, NOBODY_IN),
    "week_rosters": Row(HOLDERS, NOBODY_IN),
    "week_rosters_pdf": Row(PRINTERS, NOBODY_IN),
    # The team
    "team": Row(TEAM, NOBODY_IN),
    "team_sessions": Row(TEAM, NOBODY_IN),
    "session_new": Row(TEAM, TEAM),
    "team_calls": Row(TEAM, NOBODY_IN),
    "attendance": Row(TEAM, NOBODY_IN),
    "attendance_csv": Row(TEAM, NOBODY_IN),
    "attendance_xlsx": Row(TEAM, NOBODY_IN),
    "people": Row(TEAM, NOT_EVEN_TEAM),
    "person_new": Row(TEAM, TEAM),
    "person": Row(TEAM, NOT_EVEN_TEAM),
    "person_account": Row(TEAM, TEAM),
    "words_to_sort": Row(TEAM, NOT_EVEN_TEAM),
    "words_settle": Row(NOT_EVEN_TEAM, ON_TEAM),
    "words_learned": Row(TEAM, NOT_EVEN_TEAM),
    "words_forget": Row(NOT_EVEN_TEAM, ON_TEAM),
    "words_choose": Row(TEAM, TEAM),
    "words_new_skill": Row(TEAM, TEAM),
    # Bring sheets in
    "imports": Row(TEAM, TEAM),
    "import": Row(TEAM, NOBODY_IN),
    "import_columns": Row(TEAM, TEAM),
    "import_progress": Row(TEAM, NOBODY_IN),
    "import_decide": Row(NOBODY_IN, ON_TEAM),
    "import_apply": Row(NOBODY_IN, ON_TEAM),
    "import_drop": Row(NOBODY_IN, ON_TEAM),
    "import_given_back": Row(TEAM, NOBODY_IN),
    # The mouline
    "rounds": Row(TEAM, TEAM),
    "round_settings": Row(TEAM, ADMINISTRATOR),
    "round": Row(TEAM, NOBODY_IN),
    "round_progress": Row(TEAM, NOBODY_IN),
    "round_waiting": Row(TEAM, NOBODY_IN),
    "round_fairness": Row(TEAM, NOBODY_IN),
    "round_changes": Row(TEAM, NOBODY_IN),
    "round_web": Row(TEAM, NOBODY_IN),
    "round_web_poster": Row(TEAM, NOBODY_IN),
    "round_stop": Row(NOBODY_IN, ON_TEAM),
    "round_again": Row(NOBODY_IN, ON_TEAM),
    "round_invite": Row(NOBODY_IN, ON_TEAM),
    "proposal_adopt": Row(TEAM, TEAM),
    "proposal_adjust": Row(TEAM, TEAM),
    "proposal_refuse": Row(TEAM, TEAM),
    "proposal_pin": Row(NOBODY_IN, ON_TEAM),
    # The same pages in the name of somebody one answers for: a child for the guardian, anybody for the team
    "offer_edit in a name": Row(FAMILY, FAMILY),
    "offer_state in a name": Row(NOBODY_IN, BAD_FOR_FAMILY),
    "offer_heard in a name": Row(FAMILY, FAMILY),
    "request_edit in a name": Row(FAMILY, FAMILY),
    "request_state in a name": Row(NOBODY_IN, BAD_FOR_FAMILY),
    "request_heard in a name": Row(FAMILY, FAMILY),
    "absence_drop in a name": Row(NOBODY_IN, ON_FAMILY),
    "my_space in a name": Row(FAMILY, NOBODY_IN),
    "offer_add in a name": Row(FAMILY, FAMILY),
    "offer_hear in a name": Row(NOBODY_IN, FAMILY),
    "request_add in a name": Row(FAMILY, FAMILY),
    "request_hear in a name": Row(NOBODY_IN, FAMILY),
    "my_availability in a name": Row(FAMILY, FAMILY),
    "my_absences in a name": Row(FAMILY, FAMILY),
    "my_profile in a name": Row(FAMILY, NOBODY_IN),
    "my_pause in a name": Row(NOBODY_IN, ON_FAMILY),
    "profile_edit in a name": Row(FAMILY, FAMILY),
    "my_household in a name": Row(FAMILY, NOBODY_IN),
    "child_add in a name": Row("in 403 404 404 403 403", "in 403 404 404 403 403"),
    "my_data in a name": Row(FAMILY, NOBODY_IN),
    "my_data_file in a name": Row(FAMILY, NOBODY_IN),
    "leave_network in a name": Row(FAMILY, ON_FAMILY),
    "erase_me in a name": Row(FAMILY, ON_FAMILY),
    "child_authorise in a name": Row(FAMILY, FAMILY),
    "child_companion in a name": Row(FAMILY, FAMILY),
}

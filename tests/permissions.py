"""Who gets what: every address × every role × method. A new address must be added here and in `pages.py`.

Columns: visitor, resident, other resident, facilitator, team, administrator. In the village the resident takes part
in the sessions, the facilitator holds them, and the other resident has nothing to do with either. `in` means: sent
to the sign-in page. Posts are empty: a form that is shown again answers 200.
"""

from dataclasses import dataclass

ROLES = ("visitor", "resident", "other", "facilitator", "team", "administrator")

EVERYONE = "200 200 200 200 200 200"
ON_EVERYONE = "302 302 302 302 302 302"
SIGNED_IN = "in 200 200 200 200 200"
ON_SIGNED_IN = "in 302 302 302 302 302"
TEAM = "in 403 403 403 200 200"
ON_TEAM = "in 403 403 403 302 302"
NOT_ALLOWED = "405 405 405 405 405 405"
IN_NOT_ALLOWED = "in 405 405 405 405 405"
TEAM_NOT_ALLOWED = "in 403 403 403 405 405"


@dataclass(frozen=True)
class Row:
    get: str
    post: str

    def of(self, role: str) -> dict[str, str]:
        place = ROLES.index(role)
        return {"GET": self.get.split()[place], "POST": self.post.split()[place]}


TABLE: dict[str, Row] = {
    # Public pages
    "home": Row(EVERYONE, NOT_ALLOWED),
    "how_it_works": Row(EVERYONE, NOT_ALLOWED),
    "your_data": Row(EVERYONE, NOT_ALLOWED),
    "accessibility": Row(EVERYONE, NOT_ALLOWED),
    "help": Row(EVERYONE, NOT_ALLOWED),
    "centre_logo": Row("404 404 404 404 404 404", NOT_ALLOWED),
    "set_language": Row(NOT_ALLOWED, ON_EVERYONE),
    "health": Row("503 503 503 503 503 503", NOT_ALLOWED),
    "catalogue": Row(EVERYONE, NOT_ALLOWED),
    "skill": Row(EVERYONE, NOT_ALLOWED),
    # « À classer »
    "words_to_sort": Row(TEAM, TEAM_NOT_ALLOWED),
    "words_settle": Row(TEAM_NOT_ALLOWED, ON_TEAM),
    "words_choose": Row(TEAM, TEAM),
    "words_new_skill": Row(TEAM, TEAM),
    # Papers of a session and of a week
    "roster_pdf": Row("in 404 404 200 200 200", IN_NOT_ALLOWED),
    "roster_print": Row("in 404 404 200 200 200", IN_NOT_ALLOWED),
    "phone_sheet": Row("in 404 404 200 200 200", IN_NOT_ALLOWED),
    "call_list_pdf": Row("in 404 404 200 200 200", IN_NOT_ALLOWED),
    "team_call_list_pdf": Row(TEAM, IN_NOT_ALLOWED),
    "week_rosters": Row("in 403 403 200 200 200", IN_NOT_ALLOWED),
    "week_rosters_pdf": Row("in 404 404 200 200 200", IN_NOT_ALLOWED),
    # Who came
    "attendance": Row(TEAM, IN_NOT_ALLOWED),
    "attendance_csv": Row(TEAM, IN_NOT_ALLOWED),
    "attendance_xlsx": Row(TEAM, IN_NOT_ALLOWED),
}

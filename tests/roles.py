"""Who asks, and the answers an address gives them, in the order of `ROLES`: used by the tables of permissions.

`in` means: sent to the sign-in page.
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
NO_TOKEN = "401 401 401 401 401 401"
NOBODY_IN = "in 405 405 405 405 405"
MISSING_IN = "in 404 404 404 404 404"
TEAM = "in 403 403 403 200 200"
ON_TEAM = "in 403 403 403 302 302"
AGAIN_TO_TEAM = "in 403 403 403 422 422"
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

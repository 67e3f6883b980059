"""Pages of « Mon espace » that one fills in, for oneself or in somebody's name: included twice in `members.urls`."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from members.models import Offer, Request, Wish
from members.views import availability, household, profile, wishes


def _wish_urls(kind: type[Wish], name: str, folder: str) -> Iterator[URLPattern]:
    to_kind = {"kind": kind}
    yield path(f"savoirs/{folder}/", wishes.wish_add, to_kind, name=f"{name}_add")
    yield path(f"savoirs/{folder}/entendre/", wishes.wish_hear, to_kind, name=f"{name}_hear")
    yield path(f"savoirs/{folder}/<int:pk>/", wishes.wish_edit, to_kind, name=f"{name}_edit")
    yield path(f"savoirs/{folder}/<int:pk>/etat/", wishes.wish_state, to_kind, name=f"{name}_state")
    yield path(f"savoirs/{folder}/est-ce-bien/<str:pks>/", wishes.wish_heard, to_kind, name=f"{name}_heard")


urlpatterns = [
    *_wish_urls(Offer, "offer", "partager"),
    *_wish_urls(Request, "request", "apprendre"),
    path("disponibilites/", availability.my_availability, name="my_availability"),
    path("disponibilites/jours/", availability.my_absences, name="my_absences"),
    path("disponibilites/jours/<int:pk>/", availability.absence_drop, name="absence_drop"),
    path("moi/", profile.my_profile, name="my_profile"),
    path("moi/pause/", profile.my_pause, name="my_pause"),
    path("moi/<slug:section>/", profile.profile_edit, name="profile_edit"),
    path("foyer/", household.my_household, name="my_household"),
    path("foyer/ajouter/", household.child_add, name="child_add"),
    path("foyer/ensemble/", household.household_wish, name="household_wish"),
]

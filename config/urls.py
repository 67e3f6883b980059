"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from config.health import health

urlpatterns = [
    path("sante", health, name="health"),
    path("gestion/", admin.site.urls),
    path("", include("members.urls")),
    path("", include("surveys.urls")),
    path("", include("exchanges.urls")),
]

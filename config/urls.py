"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("gestion/", admin.site.urls),
    path("", include("members.urls")),
    path("", include("exchanges.urls")),
]

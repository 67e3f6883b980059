from django.urls import path

from exchanges.views import home, pages

urlpatterns = [
    # Public pages
    path("", home.home, name="home"),
    path("comment-ca-marche/", pages.how_it_works, name="how_it_works"),
    path("vos-donnees/", pages.your_data, name="your_data"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("aide/", pages.help_page, name="help"),
    path("centre/logo", pages.centre_logo, name="centre_logo"),
    path("langue/", pages.set_language, name="set_language"),
]

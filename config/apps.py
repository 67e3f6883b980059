from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class SiteConfig(AppConfig):
    """The site itself: the commands that prepare it, serve it and look after it."""

    name = "config"
    default = True


class AnimonsAdminConfig(admin_apps.AdminConfig):
    """The back-office, under our own site: its sign-in is the one of the whole site."""

    default_site = "config.admin_site.AnimonsAdminSite"
    default = False

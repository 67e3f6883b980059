from django.contrib.admin.apps import AdminConfig


class AnimonsAdminConfig(AdminConfig):
    """The back-office, under our own site: its sign-in is the one of the whole site."""

    default_site = "config.admin_site.AnimonsAdminSite"

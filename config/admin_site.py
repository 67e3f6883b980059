"""The back-office's site: French titles, the sign-in of allauth (rate limited), a way back to the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AnimonsAdminSite(admin.AdminSite):
    site_header = site_title = "Animons"
    index_title = _("Back-office")
    site_url = "/"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.login = secure_admin_login(self.login)  # type: ignore[method-assign]

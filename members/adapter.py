"""How django-allauth behaves here: no mail for people who have none, plain words, our own mails."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.rules import is_team

logger = logging.getLogger(__name__)

SAID_BY_THE_PAGE = (
    "account/messages/logged_in.txt",
    "account/messages/login_code_sent.txt",
    "account/messages/email_confirmation_sent.txt",
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is the e-mail you have now."),
        "same_as_current": _("This is the e-mail you have now."),
        "email_taken": _("This e-mail is used by somebody else. Give another one."),
        "enter_current_password": _("This is not your password of today. Try again."),
        "incorrect_code": _("This is not the right code. Look at the last mail we sent you."),
        "incorrect_password": _("This is not your password. Try again."),
        "invalid_login": _("Type your e-mail or your user name."),
        "email_password_mismatch": _("The name or the password is not right. Try again, or call the centre."),
        "username_password_mismatch": _("The name or the password is not right. Try again, or call the centre."),
        "too_many_login_attempts": _("That makes many tries. Wait a quarter of an hour, or call the centre."),
        "rate_limited": _("That makes many tries. Wait a quarter of an hour, or call the centre."),
        "username_taken": _("This user name is taken. Try with a number at the end."),
        "select_only_one": _("Choose only one."),
    }

    def get_login_stages(self) -> list[str]:
        """No stage that verifies an e-mail: it was before the account was made, and many people have none."""
        skipped = ("EmailVerificationStage", "PhoneVerificationStage")
        return [stage for stage in super().get_login_stages() if not stage.endswith(skipped)]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The team arrives where its work waits, residents in their own space."""
        return reverse("team") if is_team(request.user) else super().get_login_redirect_url(request)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Nobody gets a user name they did not choose."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args, **kwargs
    ) -> None:
        """Only what the page does not say already."""
        if message_template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **kwargs)

    def can_delete_email(self, email_address: Any) -> bool:
        """The e-mail to sign in is changed, never taken away: one would be locked out."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the mails of sign-in at once; when it cannot leave, the page says so."""
        from members.models import Centre

        full = {"centre": Centre.load(), "site_url": settings.SITE_URL, "email": email, **context}
        try:
            self.render_mail(template_prefix, email, {"request": self.request, **full}).send()
        except OSError:
            logger.exception("A mail of sign-in could not be sent (%s)", template_prefix)
            messages.error(
                self.request, _("The mail could not be sent. Wait a little and try again, or call the centre.")
            )

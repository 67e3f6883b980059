"""The second step of sign-in, in plain words."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.accounts import say


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class SecondStepAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class TurnOnForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


def _say_code(form: forms.Form) -> None:
    say(form.fields["code"], _("The code of the app"))
    form.fields["code"].error_messages["required"] = _("Copy the code of the app.")

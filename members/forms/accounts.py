"""Sign-up on one screen, and the forms of django-allauth in plain words."""

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from members.models import Commune, Member

OLDEST = 110


def say(field: forms.Field, label: object, help_text: object = "") -> None:
    """Give a field of allauth our words, above it and never inside it."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


def check_birth_year(year: int | None) -> int | None:
    """Raises ValidationError for a year nobody alive was born in."""
    this_year = timezone.localdate().year
    if year is not None and not this_year - OLDEST <= year <= this_year:
        raise forms.ValidationError(_("Write the year with four figures, like 1956."))
    return year


class SignUpForm(AnimonsForm):
    """A first name, a village, one title, and one of two ways to come back."""

    says_optional = False
    needs_word = True
    """Not of somebody who comes to say « j'en suis » to neighbours: that is what they say."""

    offer = forms.CharField(
        label=_("I know how to…"), help_text=_("For instance: jams."), max_length=200, required=False
    )
    request = forms.CharField(
        label=_("I would like to learn…"), help_text=_("For instance: the accordion."), max_length=200, required=False
    )
    first_name = forms.CharField(
        label=_("My first name"),
        help_text=_("As your neighbours say it."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Write your first name.")},
    )
    last_name = forms.CharField(
        label=_("My family name"),
        help_text=_("If you wish."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    commune = forms.ChoiceField(label=_("My village"), help_text=_("To find groups near you."), required=False)
    other_commune = forms.CharField(
        label=_("Or another village"),
        help_text=_("If it is not in the list."),
        max_length=80,
        required=False,
    )
    birth_year = forms.IntegerField(
        label=_("My year of birth"),
        help_text=_("If you wish: it helps us to mix ages. Under 18, a parent has to agree."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 4}),
        error_messages={"invalid": _("Write the year with four figures, like 1956.")},
    )
    email = forms.EmailField(
        label=_("My e-mail"),
        help_text=_("We send you a code at once. No password to remember."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Something is missing in this e-mail. It looks like: name@example.org.")},
    )
    username = forms.CharField(
        label=_("A user name"),
        help_text=_("Your first name and a number, for instance: jeanne52."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 8 signs. Three words in a row are easy to remember."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )
    agrees = forms.BooleanField(
        label=_("I agree with how the network works and with what it keeps about me."),
        error_messages={"required": _("Tick the box if you agree. Otherwise, call us: we answer your questions.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = Commune.objects.listed().values_list("name", flat=True)
        self.fields["commune"].choices = [("", _("Choose…")), *((name, name) for name in names)]

    @property
    def by_email(self) -> bool:
        """Which of the two buttons was used; the key Enter uses the first, so what is filled in decides."""
        pressed_username = self.data.get("way") == "username"
        return not (pressed_username or (self.data.get("username") and not self.data.get("email")))

    def clean_birth_year(self) -> int | None:
        return check_birth_year(self.cleaned_data["birth_year"])

    def clean(self) -> dict:
        data = super().clean()
        if self.needs_word and not data.get("offer") and not data.get("request"):
            self.add_error("offer", _("Say one thing you know, or one you would like to learn. One word is enough."))
        if not data.get("commune") and not data.get("other_commune"):
            self.add_error("commune", _("Choose your village, or write its name."))
        if self.by_email:
            self._clean_email_way(data)
        else:
            self._clean_username_way(data)
        return data

    def _clean_email_way(self, data: dict) -> None:
        if not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write your e-mail, or choose a user name and a password."))

    def _clean_username_way(self, data: dict) -> None:
        self.errors.pop("email", None)
        username = data["username"] = (data.get("username") or "").lower()
        if not username:
            self.add_error("username", _("Choose a user name."))
        else:
            self._check_username(username)
        if not data.get("password"):
            self.add_error("password", _("Choose a password."))
        else:
            person = Member(username=username, first_name=data.get("first_name", ""))
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)

    def _check_username(self, username: str) -> None:
        try:
            Member._meta.get_field("username").run_validators(username)
        except forms.ValidationError:
            self.add_error("username", _("Use letters and figures only, with no space."))
            return
        if "@" in username:
            self.add_error("username", _("A user name has no @. To use your e-mail, fill in the other part."))
        elif Member.objects.filter(username__iexact=username).exists():
            self.add_error("username", _("This user name is taken. Try with a number at the end."))


class CodeForm(AnimonsForm):
    """The six figures sent by mail."""

    code = forms.CharField(
        label=_("The code of the mail"),
        help_text=_("Six figures."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}),
        error_messages={"required": _("Copy the six figures of the mail.")},
    )


class SignInForm(allauth.LoginForm):
    """By user name (or e-mail) and password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], _("My user name"))
        say(self.fields["password"], _("My password"))
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["login"].error_messages["required"] = _("Write your user name.")
        self.fields["password"].error_messages["required"] = _("Write your password.")

    @property
    def other_way(self) -> forms.Form:
        return AskForCodeForm(auto_id="code_%s")


class AskForCodeForm(allauth.RequestLoginCodeForm):
    """By e-mail: a code is sent."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("My e-mail"), _("We send you a code at once. No password to remember."))
        self.fields["email"].error_messages |= {
            "required": _("Write your e-mail."),
            "invalid": _("Something is missing in this e-mail. It looks like: name@example.org."),
        }

    @property
    def other_way(self) -> forms.Form:
        return SignInForm(auto_id="name_%s")


class ConfirmSignInCodeForm(allauth.ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeForm.base_fields["code"]


class ConfirmEmailCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeForm.base_fields["code"]


class ChangeEmailForm(allauth.AddEmailForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("My new e-mail"), _("We send a code there, to be sure that it is yours."))
        self.fields["email"].error_messages["required"] = _("Write your e-mail.")


class ChoosePasswordForm(allauth.SetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["oldpassword"], _("My password of today"))
        _say_new_password(self)


class ReauthenticateForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["password"], _("My password"))


def _say_new_password(form: forms.Form) -> None:
    help_text = _("At least 8 signs. Three words in a row are easy to remember.")
    say(form.fields["password1"], _("My new password"), help_text)
    say(form.fields["password2"], _("The same one again"))

"""What the team writes down with somebody at the desk."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from members.fields import PhoneFormField
from members.forms.accounts import check_birth_year
from members.forms.base import AnimonsForm
from members.models import Commune, Member


class DeskForm(AnimonsForm):
    """Somebody new, met at the desk or on the phone."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    phone = PhoneFormField(label=_("Phone"), required=False, region="FR")
    contact_email = forms.EmailField(label=_("E-mail to write to"), required=False)
    commune = forms.CharField(
        label=_("Village"), max_length=80, required=False, widget=forms.TextInput(attrs={"list": "villages"})
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 4}),
    )
    offer = forms.CharField(label=_("This person knows how to…"), max_length=200, required=False)
    request = forms.CharField(label=_("This person would like to learn…"), max_length=200, required=False)
    agrees = forms.BooleanField(
        label=_("I explained how the network works and what it keeps. This person agrees."),
        error_messages={"required": _("Ask first whether this person agrees.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.villages = Commune.objects.values_list("name", flat=True)

    def clean_birth_year(self) -> int | None:
        return check_birth_year(self.cleaned_data["birth_year"])


class OpenAccountForm(AnimonsForm):
    """A user name and a password for somebody without an e-mail, told to them in person."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Write it on a card for this person. They can change it."),
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, person: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_username(self) -> str:
        username = self.cleaned_data["username"].lower()
        Member._meta.get_field("username").run_validators(username)
        if "@" in username:
            raise forms.ValidationError(_("A user name has no @."))
        if Member.objects.filter(username__iexact=username).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(_("This user name is taken. Try with a number at the end."))
        return username

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]

"""Children of a household."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from members.models import Household, Member
from members.models.member import ADULT_AGE

AUTHORISATION_LABEL = _(
    "I am a parent or a legal guardian. I agree that this child comes to the sessions of the network."
)


class ChildForm(AnimonsForm):
    first_name = forms.CharField(
        label=_("The child’s first name"),
        max_length=80,
        error_messages={"required": _("Write the child’s first name.")},
    )
    last_name = forms.CharField(
        label=_("The child’s family name"), help_text=_("If it is not yours."), max_length=80, required=False
    )
    birth_year = forms.IntegerField(
        label=_("The child’s year of birth"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 4}),
        error_messages={
            "required": _("Write the year of birth: an adult comes along under 15."),
            "invalid": _("Write the year with four figures, like 2016."),
        },
    )
    agrees = forms.BooleanField(label=AUTHORISATION_LABEL, required=False)

    def clean_birth_year(self) -> int:
        year, this_year = self.cleaned_data["birth_year"], timezone.localdate().year
        if not this_year - ADULT_AGE < year <= this_year:
            raise forms.ValidationError(
                _("For somebody who is 18 or over, sign-up is on the home page."), code="of_age"
            )
        return year


class AuthorisationForm(AnimonsForm):
    agrees = forms.BooleanField(label=AUTHORISATION_LABEL, error_messages={"required": _("Tick the box if you agree.")})


class PaperAuthorisationForm(AnimonsForm):
    """What the team writes down from a signed paper."""

    guardian_name = forms.CharField(
        label=_("Who signed the authorisation?"),
        max_length=160,
        error_messages={"required": _("Write the name of the parent or guardian.")},
    )


class CompanionForm(AnimonsForm):
    """An adult by name, or whichever facilitator may accompany children: the value is then None."""

    FACILITATOR = "facilitator"

    companion = forms.ChoiceField(
        label=_("Who comes along?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an adult."), "invalid_choice": _("Choose an adult.")},
    )

    def __init__(self, data=None, *, child: Member, adults: Iterable[Member]) -> None:
        initial = self.FACILITATOR if child.comes_with_facilitator else child.companion_id
        super().__init__(data, initial={"companion": initial})
        self.adults = {str(adult.pk): adult for adult in adults}
        named = [(pk, adult.get_full_name()) for pk, adult in self.adults.items()]
        self.fields["companion"].choices = [
            *named,
            (self.FACILITATOR, _("A facilitator who may accompany children")),
        ]

    def clean_companion(self) -> Member | None:
        return self.adults.get(self.cleaned_data["companion"])


class HouseholdWishForm(AnimonsForm, forms.ModelForm):
    class Meta:
        model = Household
        fields = ["wish"]
        labels = {"wish": _("How do you come?")}
        widgets = {"wish": forms.RadioSelect}

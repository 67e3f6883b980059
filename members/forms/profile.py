"""What a person says of themself, in three short pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from members.fields import PhoneFormField
from members.forms.base import AnimonsForm
from members.models import Commune, Member


class ContactForm(AnimonsForm):
    title = _("How to reach me")

    first_name = forms.CharField(
        label=_("My first name"), max_length=80, error_messages={"required": _("Write your first name.")}
    )
    last_name = forms.CharField(label=_("My family name"), max_length=80, required=False)
    phone = PhoneFormField(label=_("My phone"), required=False, region="FR")
    contact_email = forms.EmailField(
        label=_("The e-mail to write to"),
        help_text=_("It may be shared in your household."),
        required=False,
        error_messages={"invalid": _("Something is missing in this e-mail. It looks like: name@example.org.")},
    )
    language = forms.ChoiceField(label=_("The language of our mails"), choices=settings.LANGUAGES)
    shares_phone = forms.BooleanField(label=_("My groups may see my phone."), required=False)
    shares_email = forms.BooleanField(label=_("My groups may see my e-mail."), required=False)


class TravelForm(AnimonsForm):
    says_optional = False
    title = _("Where, and how often")

    commune = forms.ModelChoiceField(
        label=_("My village"), queryset=Commune.objects.none(), required=False, empty_label=_("I do not say")
    )
    travel_km = forms.TypedChoiceField(
        label=_("Where can I go?"),
        choices=[*Member.Travel.choices, ("", _("Anywhere"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    max_share = forms.TypedChoiceField(
        label=_("How many times a month can I share?"),
        coerce=int,
        choices=[(number, number) for number in range(5)],
        help_text=_("0: not at the moment."),
    )
    max_learn = forms.TypedChoiceField(
        label=_("How many times a month can I come to learn?"),
        coerce=int,
        choices=[(number, number) for number in range(5)],
        help_text=_("0: not at the moment."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = self.initial.get("commune")
        listed = Commune.objects.listed().values("pk")
        self.fields["commune"].queryset = Commune.objects.filter(pk__in=listed) | Commune.objects.filter(
            pk=own.pk if own else None
        )
        for name in ("max_share", "max_learn"):
            number = self.initial.get(name, 0)
            if number > 4:
                self.fields[name].choices = [*self.fields[name].choices, (number, number)]


class NeedsForm(AnimonsForm):
    says_optional = False
    title = _("What I need to be able to come")

    needs_step_free = forms.BooleanField(label=_("A place with no step to climb"), required=False)
    needs_ride = forms.BooleanField(label=_("Somebody to drive me there and back"), required=False)
    needs_large_print = forms.BooleanField(label=_("Papers written large"), required=False)
    needs_slow_french = forms.BooleanField(label=_("People who speak slowly"), required=False)
    needs_note = forms.CharField(
        label=_("Something else?"),
        help_text=_("Only the centre reads it."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

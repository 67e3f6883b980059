"""How many sheets of a questionnaire to print, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.languages import NAMES
from surveys.models import Edition, Place

MOST = 200
"""Sheets, or slips, in one PDF."""


class PileForm(AnimonsForm):
    count = forms.IntegerField(label=_("How many sheets?"), min_value=0, max_value=MOST, initial=20)
    slips = forms.IntegerField(
        label=_("How many contact slips?"),
        help_text=_("On pages of their own, to cut off. They bear no number."),
        min_value=0,
        max_value=MOST,
        initial=20,
    )
    size = forms.ChoiceField(
        label=_("Which letters?"),
        choices=[("normal", _("Normal print")), ("large", _("Large print"))],
        initial="normal",
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("In which language?"))
    place = forms.ModelChoiceField(
        Place.objects.all(),
        label=_("For which place?"),
        help_text=_("The QR of the sheet then tells where it was given."),
        required=False,
        empty_label=_("No place in particular"),
    )
    first = forms.IntegerField(
        label=_("Print old numbers again, from which one?"),
        help_text=_("After a paper jam, for instance. Leave it empty for new sheets."),
        min_value=1,
        required=False,
    )

    def __init__(self, *args, edition: Edition, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["language"].choices = [(code, NAMES[code]) for code in edition.languages]

    def clean(self):
        said = super().clean()
        if said.get("count") == 0 and said.get("slips") == 0:
            self.add_error("count", _("Say how many sheets, or how many slips."))
        if (first := said.get("first")) and first + (said.get("count") or 0) - 1 > self.edition.sheets_printed:
            self.add_error(
                "first", _("The last sheet printed is number %(last)s.") % {"last": self.edition.sheets_printed}
            )
        return said

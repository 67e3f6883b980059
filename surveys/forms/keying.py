"""Which sheet is keyed, from which pile; and a contact slip."""

import uuid
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.keying import Difference
from surveys.languages import NAMES
from surveys.models import Edition, Outing, Response, Version


class NumberForm(AnimonsForm):
    """The number of the sheet, and what the whole pile has in common: it stays from one sheet to the next."""

    says_optional = False
    numero = forms.IntegerField(
        label=_("Number of the sheet"),
        min_value=1,
        max_value=999_999,
        widget=forms.NumberInput(attrs={"autofocus": True, "class": "sheet-number", "autocomplete": "off"}),
    )
    sortie = forms.ModelChoiceField(
        Outing.objects.none(), label=_("Outing"), required=False, empty_label=_("None in particular")
    )
    jour = forms.DateField(
        label=_("Day, when there is no outing"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    langue = forms.ChoiceField(label=_("Language of the answers"), required=False)
    questions = forms.ModelChoiceField(
        Version.objects.none(), label=_("Questions, as written at the foot of the sheet"), required=False
    )
    double = forms.BooleanField(label=_("I key these sheets a second time, to compare"), required=False)

    def __init__(self, *args, edition: Edition, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        versions = edition.versions.exclude(published_on=None).select_related("edition__survey").order_by("-number")
        self.fields["sortie"].queryset = edition.outings.select_related("place")
        self.fields["langue"].choices = [(code, NAMES[code]) for code in edition.languages]
        self.fields["questions"].queryset = versions
        if len(versions) < 2:
            del self.fields["questions"]
        if len(edition.languages) < 2:
            del self.fields["langue"]

    def pile(self) -> dict[str, object]:
        """What the next sheet of the pile is opened with, for its address."""
        said = self.cleaned_data
        kept = {
            "sortie": said["sortie"] and said["sortie"].pk,
            "jour": said["jour"] and said["jour"].isoformat(),
            "langue": said.get("langue"),
            "questions": said.get("questions") and said["questions"].pk,
            "double": "on" if said["double"] else "",
        }
        return {name: value for name, value in kept.items() if value}


class SettleForm(AnimonsForm):
    """Which keying says what the paper says, for each difference."""

    def __init__(self, *args, differences: Iterable[Difference], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for one in differences:
            nothing = _("(nothing)")
            self.fields[one.question.key] = forms.ChoiceField(
                label=one.question.say("fr"),
                choices=[
                    ("first", _("First keying: %(said)s") % {"said": one.first or nothing}),
                    ("second", _("Second keying: %(said)s") % {"said": one.second or nothing}),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Look at the paper, and choose one of the two.")},
            )

    def right_ones(self) -> list[str]:
        """Keys of the questions where the second keying is right."""
        return [key for key, chosen in self.cleaned_data.items() if chosen == "second"]


class SlipKeyingForm(AnimonsForm):
    """A paper slip. The number is there only when the person copied it by hand: their third yes."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("First name and name"), max_length=160, widget=forms.TextInput(attrs={"autofocus": True})
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    agrees_to_contact = forms.BooleanField(label=_("“You may contact me” is ticked"), required=False)
    agrees_to_news = forms.BooleanField(label=_("“I want to know what becomes of the ideas” is ticked"), required=False)
    is_adult_or_accompanied = forms.BooleanField(
        label=_("“I am 18 or more, or one of my parents is with me” is ticked"),
        required=False,
    )
    sheet_number = forms.IntegerField(
        label=_("Number of the sheet, copied by the person"),
        help_text=_("Only when the box is ticked and the number written by hand. Otherwise leave it empty."),
        min_value=1,
        required=False,
    )

    def __init__(self, data: Mapping | None = None, *, edition: Edition) -> None:
        super().__init__(data, initial={"uuid": uuid.uuid4()})
        self.edition = edition

    def clean_sheet_number(self) -> Response | None:
        number = self.cleaned_data["sheet_number"]
        if number is None:
            return None
        sheet = self.edition.responses.filter(sheet_number=number).first()
        if sheet is None:
            raise forms.ValidationError(
                _("Sheet %(number)s is not keyed yet. Key the sheet first, or leave this empty.") % {"number": number}
            )
        return sheet

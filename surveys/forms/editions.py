"""A new edition, its settings, and the words around its questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.forms.texts import add_texts, read_texts
from surveys.founding import NAME
from surveys.languages import NAMES
from surveys.models import Edition, Version


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EditionNameForm(AnimonsForm):
    """All that the founding survey needs."""

    name = forms.CharField(label=_("Name of the edition"), help_text=_("For instance “Autumn 2026”."), max_length=80)


class EditionForm(AnimonsForm, forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"),
        choices=list(NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first one is used where a text is not translated."),
    )

    class Meta:
        model = Edition
        fields = ["name", "languages", "is_on_web", "opens_on", "closes_on", "interviewers_note"]
        labels = {"interviewers_note": _("A word for interviewers")}
        widgets = {
            "opens_on": day_input(),
            "closes_on": day_input(),
            "interviewers_note": forms.Textarea(attrs={"rows": 3}),
        }


class NewEditionForm(EditionForm):
    survey_name = forms.CharField(
        label=_("Survey"),
        help_text=_("Editions of one survey can be compared from year to year."),
        max_length=120,
        initial=NAME,
    )
    like = forms.ModelChoiceField(
        label=_("With the questions of"),
        queryset=Edition.objects.select_related("survey"),
        required=False,
        empty_label=_("None: I start from nothing"),
    )

    field_order = [
        "survey_name",
        "name",
        "like",
        "languages",
        "is_on_web",
        "opens_on",
        "closes_on",
        "interviewers_note",
    ]

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if Edition.objects.filter(survey__name=said.get("survey_name"), name=said.get("name")).exists():
            self.add_error("name", _("This survey already has an edition of this name."))
        return said


class WordsForm(AnimonsForm):
    """What is said before the first question, before the contact slip, and at the end."""

    LABELS = {
        "intro": _("Before the first question"),
        "contact_intro": _("Before the contact details"),
        "thanks": _("At the end"),
    }

    def __init__(self, *args, version: Version, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.languages = version, version.edition.languages
        for name, label in self.LABELS.items():
            texts = getattr(version, name)
            add_texts(self, name, label, self.languages, texts=texts, long=True, max_length=600)

    def texts(self) -> dict[str, dict[str, str]]:
        return {
            name: read_texts(self, name, self.languages, before=getattr(self.version, name)) for name in self.LABELS
        }

"""A sentence to publish: its wording and its theme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.models import Code, Edition
from surveys.quoting import LONGEST, find_cautions_of


class QuotationForm(AnimonsForm, forms.Form):
    """`seen`: the cautions the page already showed about this wording, so that a new one is shown once."""

    text = forms.CharField(
        label=_("The sentence, as residents will read it"),
        help_text=_("Shorten it with “[…]”. Take out names, and places that would tell who spoke."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the sentence, or withdraw it.")},
    )
    code = forms.ModelChoiceField(
        label=_("Its theme"), queryset=Code.objects.none(), required=False, empty_label=_("No theme")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    says_optional = False

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["code"].queryset = edition.survey.codes.in_use()

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    @property
    def cautions(self) -> tuple[str, ...]:
        """Kinds of `surveys.quoting.CAUTIONS` of the wording in the form, typed or kept."""
        return find_cautions_of(str(self["text"].value() or ""), self.edition)

    @property
    def new_cautions(self) -> tuple[str, ...]:
        """Those of what was typed that nobody was shown yet."""
        seen = self.data.get(self.add_prefix("seen"), "").split()
        return tuple(kind for kind in self.cautions if kind not in seen)

"""Words that may say too much: keep them, change them, or remove them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.questionnaire import LONGEST_TEXT


class ReviewForm(AnimonsForm):
    text = forms.CharField(
        label=_("The words"),
        help_text=_("Take out what tells who spoke. Leave the rest as it was said."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
    )
    says_optional = False

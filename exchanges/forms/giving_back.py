"""The words of the page given back to residents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm

LONGEST = 3000


class RestitutionForm(AnimonsForm):
    opening = forms.CharField(
        label=_("A word to begin with"),
        help_text=_("Two or three short sentences. Thank people; say why you asked."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    will_happen = forms.CharField(
        label=_("What will happen"),
        help_text=_("One thing per line: what, when, where. Promise only what is settled."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    has_happened = forms.CharField(
        label=_("What already happened"),
        help_text=_("One thing per line."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

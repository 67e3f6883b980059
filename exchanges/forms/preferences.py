"""What the mouline prefers, in a few plain choices."""

from django import forms

from exchanges.models import RoundPreferences
from members.forms.base import AnimonsForm


class RoundPreferencesForm(AnimonsForm, forms.ModelForm):
    class Meta:
        model = RoundPreferences
        fields = RoundPreferences.NAMES
        widgets = dict.fromkeys(RoundPreferences.NAMES, forms.RadioSelect)

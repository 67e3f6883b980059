"""Forms that warn before they do: what to look at again is shown once, with a box to tick to go on all the same."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm


class WarnedForm(AnimonsForm):
    cautions: Sequence[str] = ()

    in_spite = forms.BooleanField(label=_("I saw it, and I keep this choice"), required=False, widget=forms.HiddenInput)

    def warn(self, cautions: Sequence[str]) -> bool:
        """Show the cautions and ask once more, unless the person already said they saw them: True when asked."""
        if not cautions or self.cleaned_data["in_spite"]:
            return False
        self.cautions = cautions
        self.fields["in_spite"].widget = forms.CheckboxInput()
        self.add_error("in_spite", _("Look at these points. Tick this box to go on all the same."))
        return True

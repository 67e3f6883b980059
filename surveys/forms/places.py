"""A place where residents meet the questionnaire."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.models import Place


class PlaceForm(AnimonsForm, forms.ModelForm):
    class Meta:
        model = Place
        fields = ["name", "commune"]
        labels = {"name": _("Name of the place")}
        help_texts = {"name": _("A school gate, a square, a workshop. Never somebody’s home.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].empty_label = _("Choose a village")

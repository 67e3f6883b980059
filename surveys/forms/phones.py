"""Install the questionnaire on a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from surveys.models import Device, Edition


class PhoneForm(AnimonsForm, forms.ModelForm):
    class Meta:
        model = Device
        fields = ["edition", "name"]
        labels = {"edition": _("Which edition?"), "name": _("What is this phone called?")}
        help_texts = {"name": _("For instance “Phone of the workshop”. To find it again if it is lost.")}

    def __init__(self, *args, interviewer, **kwargs):
        super().__init__(*args, **kwargs)
        editions = Edition.objects.asked_by(interviewer).select_related("survey")
        self.fields["edition"].queryset = editions
        self.fields["edition"].empty_label = None

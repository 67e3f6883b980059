"""Which weeks a mouline looks at."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.rounds.calendar import period_of
from members.forms.base import AnimonsForm
from members.models import Centre


class RoundForm(AnimonsForm):
    first_day = forms.DateField(
        label=_("From which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Often the next Monday."),
    )
    weeks = forms.IntegerField(
        label=_("For how many weeks?"),
        min_value=1,
        max_value=13,
        help_text=_("Closures, school holidays and public holidays are left out."),
        error_messages={
            "min_value": _("Write a number from 1 to 13."),
            "max_value": _("Write a number from 1 to 13."),
            "invalid": _("Write a number from 1 to 13."),
        },
    )

    def __init__(self, *args, today: datetime.date, **kwargs) -> None:
        first_day, _last_day = period_of(first_day=None, weeks=None, today=today)
        kwargs.setdefault("initial", {"first_day": first_day, "weeks": Centre.load().round_weeks})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first_day(self) -> datetime.date:
        day = self.cleaned_data["first_day"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day to come: people must have time to answer."))
        return day

"""Which week's rosters to print."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm


class WeekForm(AnimonsForm):
    day = forms.DateField(
        label=_("Go to the week of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Any day of the week will do."),
    )

    def monday(self, *, today: datetime.date) -> datetime.date:
        """The Monday of the week asked for; of this week when nothing was asked, or nothing that is a date."""
        asked = self.cleaned_data.get("day") if self.is_bound and self.is_valid() else None
        return monday_of(asked or today)


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())

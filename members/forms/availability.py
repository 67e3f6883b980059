"""The week in half-days, and the days that differ."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from members.models import DatedException, Period, Weekday


def read_slot(value: str) -> tuple[int, int]:
    """« 1-2 » is Tuesday evening. Raises ValueError."""
    weekday, period = (int(part) for part in value.split("-"))
    return Weekday(weekday).value, Period(period).value


class WeekForm(forms.Form):
    slots = forms.TypedMultipleChoiceField(
        choices=[(f"{day.value}-{period.value}", "") for day in Weekday for period in Period],
        coerce=read_slot,
        required=False,
    )


class DaysForm(AnimonsForm):
    """From a day to another; one day alone when the last is left empty."""

    says_optional = False

    first_day = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the first day."), "invalid": _("Write the day like this: 14/03/2027.")},
    )
    last_day = forms.DateField(
        label=_("To (the same day if left empty)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like this: 14/03/2027.")},
    )

    kind = DatedException.Kind.AWAY

    def clean(self) -> dict:
        data = super().clean()
        first, today = data.get("first_day"), timezone.localdate()
        last = data["last_day"] = data.get("last_day") or first
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first day."))
        elif last and last < today:
            self.add_error("first_day", _("These days are past."))
        elif first and last and last - first > datetime.timedelta(days=366):
            self.add_error("last_day", _("That is more than a year. For so long, take a pause instead."))
        return data


class FreeDaysForm(DaysForm):
    period = forms.TypedChoiceField(
        label=_("When?"),
        choices=[("", _("The whole day")), *Period.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    kind = DatedException.Kind.FREE

"""Which weeks a mouline looks at, and what it is to do without. `arguments()` gives what `ask_for_round` takes."""

import datetime

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from exchanges.models import Round, Venue
from exchanges.rounds.asked import say_pin, say_span
from exchanges.rounds.calendar import Span, days_of, each_day, period_of, week_of
from exchanges.rounds.pins import pins_in_the_way
from members.forms.base import AnimonsForm
from members.models import Centre
from members.wording import say_week

MOST_WEEKS = 13
WEEKS_SHOWN = 9


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SteeringForm(AnimonsForm):
    """What the mouline is to do without, over the days that `period` gives."""

    without_venues = forms.ModelMultipleChoiceField(
        label=_("Without these places"),
        queryset=Venue.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    without_weeks = forms.MultipleChoiceField(
        label=_("Without these weeks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    without_from = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=day_input())
    without_to = forms.DateField(label=pgettext_lazy("day", "Up to"), required=False, widget=day_input())

    def __init__(self, *args, weeks_shown: Span, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without_venues"].queryset = Venue.objects.filter(is_active=True)
        mondays = {week_of(day)[0] for day in each_day(*weeks_shown)}
        mondays |= {monday for monday in map(_read_monday, self["without_weeks"].value() or []) if monday}
        self.fields["without_weeks"].choices = [
            (monday.isoformat(), capfirst(say_week(monday, lang=get_language() or "fr"))) for monday in sorted(mondays)
        ]

    @property
    def is_steered(self) -> bool:
        """Whether there is something to do without, or to put right in it."""
        return any(self[name].value() or self[name].errors for name in SteeringForm.base_fields)

    def period(self) -> Span:
        """The days of the round, once what they depend on is clean."""
        raise NotImplementedError

    def arguments(self) -> dict[str, object]:
        first_day, last_day = self.period()
        return {
            "first_day": first_day,
            "last_day": last_day,
            "without_venues": self.cleaned_data["without_venues"],
            "without_days": [*self._weeks(), *self._days()],
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        first, last = cleaned.get("without_from"), cleaned.get("without_to")
        if last and not first and "without_from" not in self.errors:
            self.add_error("without_from", _("Write the first of these days too."))
        if first and last and last < first:
            self.add_error("without_to", _("This day comes before the first one."))
        if not self.errors:
            self._clean_over(set(each_day(*self.period())))
        return cleaned

    def _weeks(self) -> list[Span]:
        return [week_of(datetime.date.fromisoformat(monday)) for monday in self.cleaned_data["without_weeks"]]

    def _days(self) -> list[Span]:
        first = self.cleaned_data["without_from"]
        return [(first, self.cleaned_data["without_to"] or first)] if first else []

    def _clean_over(self, days: set[datetime.date]) -> None:
        """What is left out is in the days of the round, something is left of them, and no pin is in the way."""
        for name, spans in (("without_weeks", self._weeks()), ("without_from", self._days())):
            for span in spans:
                if not days & days_of([span]):
                    sentence = _("Not in the days of this mouline: %(days)s.")
                    self.add_error(name, sentence % {"days": say_span(span)})
        if self.errors:
            return
        left_out = days_of([*self._weeks(), *self._days()])
        venues = self.cleaned_data["without_venues"]
        if not days - left_out:
            self.add_error(None, _("No day is left to plan. Keep at least one."))
        if len(venues) == len(self.fields["without_venues"].queryset) > 0:
            self.add_error("without_venues", _("No place is left. Keep at least one."))
        for pin in pins_in_the_way(
            first_day=min(days), last_day=max(days), without_venues=venues, without_days=left_out
        ):
            self.add_error(
                None,
                _("%(group)s is pinned. Keep this place and this day, or take the pin out.") % {"group": say_pin(pin)},
            )


class RoundForm(SteeringForm):
    field_order = ["first_day", "weeks"]

    first_day = forms.DateField(label=_("From which day?"), widget=day_input(), help_text=_("Often the next Monday."))
    weeks = forms.IntegerField(
        label=_("For how many weeks?"),
        min_value=1,
        max_value=MOST_WEEKS,
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
        shown = first_day, first_day + datetime.timedelta(weeks=WEEKS_SHOWN, days=-1)
        super().__init__(*args, weeks_shown=shown, **kwargs)
        self.today = today

    def clean_first_day(self) -> datetime.date:
        day = self.cleaned_data["first_day"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day to come: people must have time to answer."))
        return day

    def period(self) -> Span:
        return period_of(**{name: self.cleaned_data[name] for name in ("first_day", "weeks")}, today=self.today)


class AgainForm(SteeringForm):
    """The days of an earlier round that are still to come, without what it did without unless one says otherwise."""

    def __init__(self, *args, earlier: Round, today: datetime.date, **kwargs) -> None:
        self.earlier, self.tomorrow = earlier, today + datetime.timedelta(days=1)
        weeks, days = [], []
        for span in earlier.skipped_spans:
            (weeks if span == week_of(span[0]) else days).append(span)
        initial = {
            "without_venues": list(earlier.without_venues.values_list("pk", flat=True)),
            "without_weeks": [monday.isoformat() for monday, _sunday in weeks],
        }
        if days:
            first, last = days[0]
            initial |= {"without_from": first, "without_to": last if last != first else None}
        super().__init__(*args, weeks_shown=(earlier.first_day, earlier.last_day), initial=initial, **kwargs)

    def period(self) -> Span:
        return max(self.earlier.first_day, self.tomorrow), self.earlier.last_day


def _read_monday(text: str) -> datetime.date | None:
    """The Monday that a ticked box stands for; None for what is no Monday."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.weekday() == 0 else None

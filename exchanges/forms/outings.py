"""Plan an outing, change it, and say afterwards how many people were met."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exchanges.forms.people import NamesField
from exchanges.forms.proposals import PeopleField, date_input
from members.flows.refused import Refused
from members.forms.base import AnimonsForm
from members.models import Commune, Member
from members.sheets.answers import names_a_home
from surveys.flows.outings import MOST_MET, find_or_add_place
from surveys.models import Edition, Outing, Place

MOST_WEEKS = 26
FARTHEST = datetime.timedelta(days=731)
DETAILS = ("date", "starts_at", "ends_at", "kind", "people_wanted", "welcomes_volunteers", "note")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class OutingForm(AnimonsForm):
    """`arguments()` gives what the verbs of `flows.outings` take."""

    date = forms.DateField(label=_("Date"), widget=date_input())
    starts_at = forms.TimeField(label=_("From what time?"), required=False, widget=time_input())
    ends_at = forms.TimeField(label=_("Until what time?"), required=False, widget=time_input())
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Where?"), required=False, empty_label=_("A new place, written below")
    )
    new_place = forms.CharField(
        label=_("A new place"),
        help_text=_("A school gate, a square, a workshop. Never somebody’s home."),
        max_length=120,
        required=False,
    )
    new_place_commune = forms.ModelChoiceField(
        Commune.objects.all(), label=_("Village of the new place"), required=False, empty_label=_("Choose a village")
    )
    kind = forms.ChoiceField(
        label=_("What kind of outing?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in Outing.Kind],
        widget=forms.RadioSelect,
    )
    interviewers = PeopleField(
        label=_("Who goes?"),
        help_text=_("Nobody yet? The outing looks for somebody."),
        queryset=Member.objects.none(),
        required=False,
    )
    more_interviewers = NamesField(label=_("Other residents who go"), required=False, help_text=_("One name per line."))
    people_wanted = forms.IntegerField(
        label=_("How many people does it take?"),
        help_text=_("Two is easier: one asks, the other writes."),
        min_value=1,
        max_value=20,
        initial=2,
    )
    welcomes_volunteers = forms.BooleanField(
        label=_("Residents may offer themselves"),
        help_text=_("They see this outing on “My outings”, while it lacks somebody."),
        required=False,
    )
    note = forms.CharField(
        label=_("Where to meet, what to bring"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, edition: Edition, outing: Outing | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outing = outing
        self.fields["place"].or_another = self.fields["new_place"].or_another = True
        self.fields["place"].queryset = Place.objects.select_related("commune")
        self.fields["place"].label_from_instance = _say_place
        there = Member.objects.filter(outings__edition=edition) | Member.objects.filter(is_staff=True)
        self.fields["interviewers"].queryset = there.present().select_related("commune").distinct()
        if outing:
            self.initial = {name: getattr(outing, name) for name in DETAILS} | {
                "place": outing.place_id,
                "interviewers": [member.pk for member in outing.interviewers.all()],
            }
        else:
            weeks = forms.IntegerField(
                label=_("Every week, for how many weeks?"),
                help_text=_("1: only that day. 10: the same day of the week, ten times."),
                min_value=1,
                max_value=MOST_WEEKS,
                initial=1,
            )
            self.add_field("weeks", weeks)

    def clean_date(self) -> datetime.date:
        said = self.cleaned_data["date"]
        if abs(said - timezone.localdate()) > FARTHEST:
            raise forms.ValidationError(_("Look at the year: this date is far away."))
        return said

    def clean_new_place(self) -> str:
        said = self.cleaned_data["new_place"]
        if names_a_home(said):
            raise forms.ValidationError(_("A home cannot be a meeting place. Choose a place that is everybody’s."))
        return said

    def clean_more_interviewers(self) -> list[Member]:
        return self._adults("more_interviewers")

    def clean_interviewers(self) -> list[Member]:
        return self._adults("interviewers")

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if "new_place" in said and bool(said.get("place")) == bool(said["new_place"]):
            wrong = _("Choose a place of the list, or write a new one: not both.")
            self.add_error("place", wrong if said.get("place") else _("Choose a place, or write a new one below."))
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The outing ends before it starts. Change one of the hours."))
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say from what time, too."))
        return said

    def arguments(self) -> dict[str, object]:
        """What to plan; makes the new place when one was written. Raises Refused."""
        said = self.cleaned_data
        kept = {name: said[name] for name in DETAILS}
        place = said["place"] or find_or_add_place(name=said["new_place"], commune=said["new_place_commune"])
        people = list(dict.fromkeys([*said["interviewers"], *said["more_interviewers"]]))
        return kept | {"place": place, "interviewers": people} | ({"weeks": said["weeks"]} if "weeks" in said else {})

    def refuse(self, refused: Refused) -> None:
        for sentence in refused.sentences:
            self.add_error(None, sentence)

    def _adults(self, name: str) -> list[Member]:
        said = list(self.cleaned_data[name])
        young = [member.first_name for member in said if member.is_under_age(on=timezone.localdate())]
        if young:
            raise forms.ValidationError(
                _("Interviewers are 18 or more. %(names)s may come along with an adult.") % {"names": ", ".join(young)}
            )
        return said


class ToldForm(AnimonsForm):
    """« Combien de personnes avez-vous rencontrées ? »"""

    met = forms.IntegerField(
        label=_("How many people did you meet?"),
        help_text=_("Those who talked with you a little, with or without a sheet."),
        min_value=0,
        max_value=MOST_MET,
        error_messages={"required": _("Write how many people you met. Nobody? Write 0.")},
    )
    refused = forms.IntegerField(
        label=_("How many would rather not answer?"),
        help_text=_("They are not among the first. A rough figure is enough."),
        min_value=0,
        max_value=MOST_MET,
        error_messages={"required": _("Write how many would rather not answer. Nobody? Write 0.")},
    )
    weather = forms.CharField(
        label=_("The weather, and how it went"),
        help_text=_("For instance: rain from 10 o’clock, people in a hurry. No name of anybody."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, outing: Outing) -> None:
        names = ("met", "refused", "weather") if outing.told_on else ()
        super().__init__(data, initial={name: getattr(outing, name) for name in names})


def _say_place(place: Place) -> str:
    return f"{place.name} ({place.commune})" if place.commune else place.name

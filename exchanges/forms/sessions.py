"""Forms of a session: made by hand, moved, cancelled, its people and its facilitators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.forms.people import NamesField
from exchanges.forms.proposals import PeopleField, PeriodField, date_input, venues
from exchanges.forms.warned import WarnedForm
from exchanges.models import Participation, Session
from members.forms.base import AnimonsForm, QuickSelect
from members.models import Centre, Commune, Member, Offer, Request, Skill, Theme

SHARER, LEARNER = Participation.Role.SHARER, Participation.Role.LEARNER


class SearchForm(AnimonsForm):
    """Coming sessions by village and theme; a value nobody knows is as if nothing was chosen."""

    says_optional = False

    village = forms.ModelChoiceField(
        label=_("Village"),
        queryset=Commune.objects.all(),
        required=False,
        empty_label=_("All villages"),
        widget=QuickSelect,
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.all(),
        required=False,
        empty_label=_("All themes"),
        widget=QuickSelect,
    )

    def narrow(self, sessions):
        chosen = self.cleaned_data if self.is_valid() else {}
        if village := chosen.get("village"):
            sessions = sessions.filter(venue__commune=village)
        if theme := chosen.get("theme"):
            sessions = sessions.filter(skill__theme=theme)
        return sessions


class PlaceForm(WarnedForm):
    """When and where, with the hours of the centre when none are said."""

    venue = venues()
    date = forms.DateField(label=_("Date"), widget=date_input())
    period = PeriodField(label=_("Half-day"))
    starts_at = forms.TimeField(
        label=_("Starts at"),
        required=False,
        help_text=_("Empty: the usual hours."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    ends_at = forms.TimeField(
        label=_("Ends at"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    field_order = ["venue", "date", "period", "starts_at", "ends_at", "in_spite"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("period") is not None:
            usual = Centre.load().hours_of(cleaned["period"])
            cleaned["starts_at"] = cleaned.get("starts_at") or usual[0]
            cleaned["ends_at"] = cleaned.get("ends_at") or usual[1]
        return cleaned

    def place(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("venue", "date", "period", "starts_at", "ends_at")}


class MoveForm(PlaceForm):
    def __init__(self, data=None, *, session: Session) -> None:
        fields = ("venue", "date", "period", "starts_at", "ends_at")
        super().__init__(data, initial={name: session.serializable_value(name) for name in fields})

    def clean(self) -> dict[str, object]:
        """Hours left as they were follow the session to another half-day: the usual ones of that half-day."""
        cleaned = super().clean()
        only_period = "period" in self.changed_data and not {"starts_at", "ends_at"} & set(self.changed_data)
        if only_period and cleaned.get("period") is not None:
            cleaned["starts_at"], cleaned["ends_at"] = Centre.load().hours_of(cleaned["period"])
        return cleaned


class TopicForm(AnimonsForm):
    """The first step of a session by hand: what it is about."""

    skill = forms.ModelChoiceField(
        label=_("Which savoir?"),
        queryset=Skill.objects.filter(is_active=True).select_related("theme"),
        required=False,
        empty_label=_("None of the catalogue"),
    )
    title = forms.CharField(
        label=_("A title of its own"), max_length=120, required=False, help_text=_("For instance: Grafting a tree.")
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("skill") and not cleaned.get("title"):
            raise forms.ValidationError(_("Choose a savoir, or give the session a title."))
        return cleaned


class NewSessionForm(PlaceForm):
    """The second step: who, when and where. People who said they share or want this savoir are rows to tick."""

    sharers = PeopleField(label=_("Who shares"), queryset=Member.objects.none(), required=False)
    more_sharers = NamesField(label=_("Other people who share"), required=False, help_text=_("One name per line."))
    learners = PeopleField(label=_("Who learns"), queryset=Member.objects.none(), required=False)
    more_learners = NamesField(
        label=_("Other people who learn"), required=False, help_text=_("One name per line. Two at least in all.")
    )
    facilitators = PeopleField(
        label=_("Who holds this session?"),
        help_text=_("Nobody ticked: you do."),
        queryset=Member.objects.none(),
        required=False,
    )

    field_order = [
        "sharers", "more_sharers", "learners", "more_learners",
        "venue", "date", "period", "starts_at", "ends_at", "facilitators", "in_spite",
    ]  # fmt: skip

    def __init__(self, *args, skill: Skill | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        everybody = Member.objects.present().select_related("commune", "companion")
        for name, wishes in (("sharers", Offer), ("learners", Request)):
            wishing = wishes.objects.active().filter(skill=skill).values("member") if skill else []
            self.fields[name].queryset = everybody.filter(pk__in=wishing)
            if not skill or not self.fields[name].queryset.exists():
                del self.fields[name]
        self.fields["facilitators"].queryset = Member.objects.facilitators().select_related("commune")

    def people(self, role: str) -> list[Member]:
        name = f"{role}s"
        return list(dict.fromkeys([*self.cleaned_data.get(name, ()), *self.cleaned_data[f"more_{name}"]]))


class CancelForm(AnimonsForm):
    because = forms.CharField(
        label=_("A word to explain"),
        help_text=_("It is written in the message that everyone receives."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What for?"),
        choices=[(LEARNER, _("To learn")), (SHARER, _("To share"))],
        initial=LEARNER,
        widget=forms.RadioSelect,
    )


class AddPersonForm(AnimonsForm):
    people = NamesField(label=_("First name and family name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    role = role_field()


class FacilitatorsForm(AnimonsForm):
    facilitators = PeopleField(
        label=_("Who holds this session?"),
        help_text=_("Staff, or residents who facilitate. Nobody ticked: those who hold the group."),
        queryset=Member.objects.none(),
        required=False,
    )

    def __init__(self, data=None, *, session: Session) -> None:
        super().__init__(data, initial={"facilitators": session.facilitators.all()})
        people = Member.objects.facilitators() | Member.objects.filter(facilitated_sessions=session)
        self.fields["facilitators"].queryset = people.select_related("commune").distinct()


class AddFromGroupForm(AnimonsForm):
    """Somebody of the group who is not on the list yet."""

    people = PeopleField(label=_("Who is to be invited?"), queryset=Member.objects.none())
    role = role_field()

    def __init__(self, data=None, *, session: Session) -> None:
        super().__init__(data)
        placed = session.participations.exclude(answer__in=("no", "withdrawn")).values("member")
        people = Member.objects.filter(group_places__group=session.group_id, group_places__left_at=None)
        self.fields["people"].queryset = people.exclude(pk__in=placed).select_related("companion")
        self.fields["people"].label_from_instance = lambda member: member.first_name

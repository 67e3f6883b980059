"""Forms of a proposal: keep, adjust, set aside. `arguments()` gives what the verb of `flows.proposals` takes."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchanges.forms.warned import WarnedForm
from exchanges.models import Proposal, ProposalMember, Refusal, Venue
from members.forms.base import AnimonsForm
from members.models import Member, Offer, Period, Request


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people, each a whole row."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member: Member) -> str:
        return f"{member.get_full_name()} ({member.commune})" if member.commune else member.get_full_name()


class PeriodField(forms.TypedChoiceField):
    def __init__(self, **kwargs) -> None:
        super().__init__(choices=Period, coerce=int, widget=forms.RadioSelect, **kwargs)


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def venues() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=_("Place"), queryset=Venue.objects.filter(is_active=True), empty_label=None)


class AdoptForm(AnimonsForm):
    facilitators = PeopleField(
        label=_("Who holds this session?"),
        help_text=_("Nobody ticked: you do."),
        queryset=Member.objects.none(),
        required=False,
    )

    def __init__(self, *args, proposal: Proposal, user: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["facilitators"].queryset = Member.objects.facilitators().select_related("commune")
        self.fields["facilitators"].initial = [user.pk]

    def arguments(self) -> dict[str, object]:
        return {"facilitators": list(self.cleaned_data["facilitators"])}


class AdjustForm(WarnedForm):
    venue = venues()
    date = forms.DateField(label=_("Date"), widget=date_input())
    period = PeriodField(label=_("Half-day"))
    sharers = PeopleField(label=_("Who shares"), queryset=Member.objects.none())
    learners = PeopleField(label=_("Who learns"), queryset=Member.objects.none())
    chaperone = forms.ModelChoiceField(
        label=_("Who comes along with the children?"),
        help_text=_("For those who come with a facilitator. This person takes a place."),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )

    field_order = ["venue", "date", "period", "sharers", "learners", "chaperone", "in_spite"]

    def __init__(self, data=None, *, proposal: Proposal, **kwargs) -> None:
        lines = list(proposal.people.order_by("pk"))
        placed = {role: [line.member_id for line in lines if line.role == role] for role in ProposalMember.Role}
        initial = {
            "venue": proposal.venue_id,
            "date": proposal.date,
            "period": proposal.period,
            "sharers": placed[ProposalMember.Role.SHARER],
            "learners": placed[ProposalMember.Role.LEARNER],
            "chaperone": proposal.chaperone_id,
        }
        super().__init__(data, initial=initial, **kwargs)
        self.proposal = proposal
        everybody = Member.objects.plannable(on=timezone.localdate()).select_related("commune")
        for name, wishes in (("sharers", Offer), ("learners", Request)):
            wishing = wishes.objects.active().filter(skill=proposal.skill).values("member")
            self.fields[name].queryset = everybody.filter(pk__in=wishing)
        self.fields["chaperone"].queryset = Member.objects.may_accompany_children()
        choosable = self.fields["sharers"].queryset | self.fields["learners"].queryset
        if not choosable.filter(comes_with_facilitator=True).exists():
            del self.fields["chaperone"]

    def arguments(self) -> dict[str, object]:
        return {
            **{name: self.cleaned_data[name] for name in ("venue", "date", "period")},
            **{name: list(self.cleaned_data[name]) for name in ("sharers", "learners")},
            "chaperone": self.cleaned_data.get("chaperone"),
        }

    def people(self) -> list[Member]:
        return [*self.cleaned_data["sharers"], *self.cleaned_data["learners"]]


class RefuseForm(AnimonsForm):
    class What:
        SKILL, PLACE, TIME, TOGETHER, OTHER = "skill", "place", "time", "together", "other"

    what = forms.ChoiceField(
        label=_("What is not right?"),
        widget=forms.RadioSelect,
        choices=[
            (What.SKILL, _("This savoir, for some of them")),
            (What.PLACE, _("This place")),
            (What.TIME, _("This day of the week and time")),
            (What.TOGETHER, _("Two people together")),
            (What.OTHER, _("Something else")),
        ],
    )
    people = PeopleField(
        label=_("For whom?"),
        help_text=_("Nobody ticked: for everyone in this group."),
        queryset=Member.objects.none(),
        required=False,
    )
    because = forms.CharField(
        label=_("In a few words"),
        help_text=_("For you: the mouline does not read these words."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, proposal: Proposal, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        placed = proposal.people.values("member")
        self.fields["people"].queryset = Member.objects.filter(pk__in=placed).select_related("commune")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        chosen = cleaned.get("people")
        if cleaned.get("what") == self.What.TOGETHER and chosen is not None and len(chosen) != 2:
            self.add_error("people", _("Tick the two people who are not to be placed together."))
        if cleaned.get("what") == self.What.OTHER and not cleaned.get("because"):
            self.add_error("because", _("Say it in a few words."))
        return cleaned

    @property
    def says_why(self) -> bool:
        """Whether the next rounds learn something from it."""
        return self.cleaned_data["what"] != self.What.OTHER

    def arguments(self) -> dict[str, object]:
        return {"because": self.cleaned_data["because"], "refusals": self._refusals()}

    def _refusals(self) -> list[Refusal]:
        what = self.cleaned_data["what"]
        chosen = list(self.cleaned_data["people"])
        people = chosen or list(self.fields["people"].queryset)
        if what == self.What.TOGETHER:
            first, second = people
            return [Refusal(member=first, other_member=second)]
        proposal = self.proposal
        said = {
            self.What.SKILL: {"skill": proposal.skill},
            # A place that is wrong for the whole group is wrong for this savoir; for one person, for everything.
            self.What.PLACE: {"venue": proposal.venue, "skill": None if chosen else proposal.skill},
            self.What.TIME: {"weekday": proposal.date.weekday(), "period": proposal.period},
        }
        return [Refusal(member=member, **said[what]) for member in people] if what in said else []

"""Forms of a group: a thing to bring, its title, its next session, who holds it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.forms.proposals import PeopleField
from exchanges.forms.sessions import PlaceForm
from exchanges.models import ActionGroup, GroupMember
from members.forms.base import AnimonsForm
from members.models import Member


class ItemForm(AnimonsForm):
    label = forms.CharField(
        label=_("What would be good to bring?"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    i_bring_it = forms.BooleanField(label=_("I bring it"), required=False)


class TitleForm(AnimonsForm):
    title = forms.CharField(label=_("The group's name"), max_length=120)


class NextSessionForm(PlaceForm):
    """The group's next session: the people of the group, ticked for a start."""

    sharers = PeopleField(label=_("Who shares"), queryset=Member.objects.none())
    learners = PeopleField(label=_("Who learns"), queryset=Member.objects.none())

    field_order = ["venue", "date", "period", "starts_at", "ends_at", "sharers", "learners", "in_spite"]

    def __init__(self, data=None, *, group: ActionGroup) -> None:
        places = list(GroupMember.objects.filter(group=group, left_at=None).order_by("pk"))
        last = group.sessions.order_by("-date", "-pk").first()
        initial = {"venue": last.venue_id, "period": last.period} if last else {}
        initial["sharers"] = [place.member_id for place in places if place.shares]
        initial["learners"] = [place.member_id for place in places if not place.shares]
        super().__init__(data, initial=initial)
        people = Member.objects.filter(pk__in=[place.member_id for place in places])
        for name in ("sharers", "learners"):
            self.fields[name].queryset = people.select_related("companion")
            self.fields[name].label_from_instance = lambda member: member.first_name


class GroupFacilitatorsForm(AnimonsForm):
    facilitators = PeopleField(
        label=_("Who holds this group?"),
        help_text=_("Staff, or residents who facilitate."),
        queryset=Member.objects.none(),
    )

    def __init__(self, data=None, *, group: ActionGroup) -> None:
        super().__init__(data, initial={"facilitators": group.facilitators.all()})
        people = Member.objects.facilitators() | Member.objects.filter(facilitated_groups=group)
        self.fields["facilitators"].queryset = people.select_related("commune").distinct()

"""What somebody said, each sentence to keep, change or leave; and who they are, to join."""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.flows.accounts import Newcomer
from members.forms.accounts import SignUpForm, check_birth_year
from members.forms.base import AnimonsForm
from members.forms.people import DeskForm
from members.models import Commune
from members.models.member import ALONE_AGE
from members.sheets.names import split_name
from surveys.models import ContactSlip, Outcome

OPENINGS = {
    Outcome.Kind.OFFER: _("I know how to…"),
    Outcome.Kind.REQUEST: _("I would like to learn…"),
    Outcome.Kind.HELP: _("I am ready to…"),
    Outcome.Kind.IDEA: _("My idea…"),
}


@dataclass(frozen=True)
class Line:
    """A sentence, and its two fields."""

    outcome: Outcome
    keep: forms.BoundField
    words: forms.BoundField


class TakeUpForm(AnimonsForm):
    """A box to tick and words to change for each outcome; ticked, unless the person unticks."""

    says_optional = False

    def __init__(self, *args, outcomes: Iterable[Outcome], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = list(outcomes)
        for outcome in self.outcomes:
            keep = forms.BooleanField(label=_("I keep it"), required=False, initial=True)
            label = OPENINGS[Outcome.Kind(outcome.kind)]
            words = forms.CharField(label=label, max_length=200, required=False, initial=outcome.words)
            self.add_field(f"keep_{outcome.pk}", keep)
            self.add_field(f"words_{outcome.pk}", words)

    @property
    def lines(self) -> Iterator[Line]:
        for outcome in self.outcomes:
            yield Line(outcome, self[f"keep_{outcome.pk}"], self[f"words_{outcome.pk}"])

    @property
    def kept(self) -> dict[int, str]:
        """Words of what is ticked, by the key of the outcome; once the form is valid."""
        data = self.cleaned_data
        ticked = [outcome.pk for outcome in self.outcomes if data.get(f"keep_{outcome.pk}")]
        return {pk: data[f"words_{pk}"] for pk in ticked}

    def clean(self) -> dict[str, object]:
        data = super().clean()
        ticked = [outcome.pk for outcome in self.outcomes if data.get(f"keep_{outcome.pk}")]
        for pk in ticked:
            if not data.get(f"words_{pk}") and f"words_{pk}" not in self.errors:
                self.add_error(f"words_{pk}", _("Write a few words, or untick this sentence."))
        if not ticked and self.outcomes:
            self.add_error(None, _("Keep at least one of your sentences."))
        return data


class JoinForm(TakeUpForm):
    """On one screen: the sentences, a first name, a village."""

    FIELDS = ("first_name", "last_name", "commune", "other_commune", "birth_year", "agrees")

    def __init__(self, *args, slip: ContactSlip, **kwargs) -> None:
        names = list(Commune.objects.listed().values_list("name", flat=True))
        super().__init__(*args, initial=_said_before(slip, names), **kwargs)
        for name in self.FIELDS:
            self.add_field(name, copy.deepcopy(SignUpForm.base_fields[name]))
        self.fields["commune"].choices = [("", _("Choose…")), *((name, name) for name in names)]

    def clean_birth_year(self) -> int | None:
        year = check_birth_year(self.cleaned_data["birth_year"])
        if year and timezone.localdate().year - year < ALONE_AGE:
            raise forms.ValidationError(_("Under 15, a parent joins first. Call us: we do it together."))
        return year

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not data.get("commune") and not data.get("other_commune"):
            self.add_error("commune", _("Choose your village, or write its name."))
        return data

    def newcomer(self, language: str) -> Newcomer:
        data = self.cleaned_data
        said = {name: data[name] for name in ("first_name", "last_name", "birth_year")}
        return Newcomer(**said, commune=data["other_commune"] or data["commune"], language=language)


class PhoneJoinForm(TakeUpForm):
    """The team fills it in during the call."""

    FIELDS = ("first_name", "last_name", "phone", "contact_email", "commune", "birth_year", "agrees")

    def __init__(self, *args, slip: ContactSlip, **kwargs) -> None:
        initial = {**_said_before(slip, None), "phone": slip.said_phone, "contact_email": slip.email}
        super().__init__(*args, initial=initial, **kwargs)
        for name in self.FIELDS:
            self.add_field(name, copy.deepcopy(DeskForm.base_fields[name]))
        self.villages = Commune.objects.values_list("name", flat=True)

    def clean_birth_year(self) -> int | None:
        year = check_birth_year(self.cleaned_data["birth_year"])
        if year and timezone.localdate().year - year < ALONE_AGE:
            raise forms.ValidationError(_("Under 15, a parent joins first, and adds the child to the household."))
        return year

    def newcomer(self, language: str) -> Newcomer:
        names = ("first_name", "last_name", "commune", "birth_year")
        return Newcomer(**{name: self.cleaned_data[name] for name in names}, language=language)


class EmailForm(AnimonsForm):
    """An address that was misheard, put right."""

    email = forms.EmailField()


class CorrectForm(AnimonsForm):
    """What words became, put right by the team."""

    words = forms.CharField(
        label=_("Words"),
        help_text=_("Short, as on an offer."),
        max_length=200,
        error_messages={"required": _("Write a few words.")},
    )

    def __init__(self, *args, outcome: Outcome, skills: list[tuple], **kwargs) -> None:
        initial = {"words": outcome.words, "skill": outcome.skill_id, "help": outcome.help}
        super().__init__(*args, initial=initial, **kwargs)
        if outcome.is_a_wish:
            choices = [("", _("To place later")), *skills]
            self.add_field("skill", forms.ChoiceField(label=_("Savoir"), choices=choices, required=False))
        elif outcome.kind == Outcome.Kind.HELP:
            self.add_field("help", forms.ChoiceField(label=_("What help"), choices=Outcome.Help.choices))


def _said_before(slip: ContactSlip, communes: list[str] | None) -> dict[str, object]:
    """Their name, and the village of their sheet; `communes` are those of the list, None for a field of its own."""
    first_name, last_name = split_name(slip.name) if slip.name != str(_("No name written")) else ("", "")
    village = slip.link.response.commune.name if slip.link.response.commune else ""
    listed = communes is None or village in communes
    place = {"commune" if listed else "other_commune": village}
    return {"first_name": first_name, "last_name": last_name, **place}

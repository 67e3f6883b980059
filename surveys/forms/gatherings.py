"""Put voices together: in a new gathering, or in one that is there; rename it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.flows.search import search_skills
from members.forms.base import AnimonsForm
from members.models import Skill
from surveys.models import Edition, Gathering, Outcome

Kind = Gathering.Kind


class GatherForm(AnimonsForm):
    """The voices ticked, and where they go. A call finds its savoir in its title, or in what its voices ask for."""

    says_optional = False

    into = forms.ModelChoiceField(
        label=_("Put them in"), queryset=Gathering.objects.none(), required=False, empty_label=_("A new gathering")
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(Kind.IDEA, _("An idea")), (Kind.CALL, _("A call: who knows how?"))],
        initial=Kind.IDEA,
        required=False,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Its title"),
        help_text=_("A few words that everybody understands. For a call: the savoir. No name of anybody."),
        max_length=120,
        required=False,
    )

    def __init__(self, data=None, *, edition: Edition) -> None:
        super().__init__(data)
        self.edition = edition
        self.fields["into"].queryset = Gathering.objects.filter(edition=edition).open().order_by("title", "pk")

    @property
    def ticked(self) -> list[int]:
        """Keys of the voices: one per box, or several joined by « - » when a suggestion is taken as it is."""
        said = self.data.getlist("voices") if self.is_bound else []
        return [int(one) for many in said for one in many.split("-") if one.isdecimal()]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        outcomes = Outcome.objects.filter(pk__in=self.ticked, segment__answer__response__edition=self.edition)
        cleaned["outcomes"] = list(outcomes.select_related("skill").order_by("pk"))
        cleaned["kind"] = cleaned.get("kind") or Kind.IDEA
        cleaned["skill"] = None
        if cleaned.get("into"):
            if not cleaned["outcomes"]:
                self.add_error(None, _("Tick at least one voice."))
        elif cleaned["kind"] == Kind.CALL:
            self._clean_call(cleaned)
        elif not cleaned.get("title"):
            self.add_error("title", _("Write a title: a few words."))
        return cleaned

    def _clean_call(self, cleaned: dict) -> None:
        asked = {outcome.skill for outcome in cleaned["outcomes"] if outcome.skill}
        title = cleaned.get("title", "")
        cleaned["skill"] = asked.pop() if len(asked) == 1 else self._find(title)
        cleaned["title"] = title or (cleaned["skill"].name if cleaned["skill"] else "")
        if cleaned["skill"] is None:
            self.add_error("title", _("A call is for a savoir of the catalogue. Write its name."))

    @staticmethod
    def _find(title: str) -> Skill | None:
        return next(iter(search_skills(title)), None)


class TitleForm(AnimonsForm):
    title = forms.CharField(
        label=_("Its title"), help_text=_("A few words that everybody understands. No name of anybody."), max_length=120
    )

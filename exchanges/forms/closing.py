"""The closing page: who came, who came besides, does the group go on, a word to remember it by."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.models import Participation
from members.folding import fold
from members.forms.base import AnimonsForm
from members.models import Member

WALK_IN_ROWS = 4
NEW_PERSON = "new"


class ClosingForm(AnimonsForm):
    class Continues:
        YES, LAST, LATER = "yes", "last", "later"

    MEANINGS = {Continues.YES: True, Continues.LAST: False, Continues.LATER: None}

    came = forms.MultipleChoiceField(required=False)
    continues = forms.ChoiceField(
        label=_("Will you meet again?"),
        widget=forms.RadioSelect,
        initial=Continues.LATER,
        choices=[
            (Continues.YES, _("Yes, the group goes on")),
            (Continues.LAST, _("It was the last time")),
            (Continues.LATER, _("We will see")),
        ],
    )
    memory = forms.CharField(
        label=_("A word about this moment"),
        help_text=_("The group can read it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, lines: Sequence[Participation], memory: str = "") -> None:
        """`lines` are those who may be ticked; a session closed already comes back as it was noted."""
        came = [str(line.pk) for line in lines if line.came]
        super().__init__(data, initial={"came": came, "memory": memory})
        self.fields["came"].choices = [(str(line.pk), "") for line in lines]

    def ticked(self) -> set[str]:
        """Primary keys, as text, of the rows to show ticked."""
        return set(self["came"].value() or ())

    def arguments(self) -> dict[str, object]:
        return {
            "came": {int(pk) for pk in self.cleaned_data["came"]},
            "memory": self.cleaned_data["memory"],
            "continues": self.MEANINGS[self.cleaned_data["continues"]],
        }


class WalkInForm(AnimonsForm):
    """Somebody who came without being on the list. When several people bear the name, staff choose."""

    says_optional = False

    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    shares = forms.BooleanField(label=_("Shared their savoir"), required=False)
    who = forms.ChoiceField(label=_("Who is it?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, chooses: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.matches = self._find_matches() if self.is_bound else []
        if chooses and len(self.matches) > 1:
            known = [(str(member.pk), _say_who(member)) for member in self.matches]
            self.fields["who"].choices = [*known, (NEW_PERSON, _("Somebody else, who is new"))]
        else:
            del self.fields["who"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("last_name") and not cleaned.get("first_name"):
            self.add_error("first_name", _("Write the first name too."))
        if "who" in self.fields and not self.errors and not cleaned.get("who"):
            self.add_error("who", _("Several people bear this name. Choose one."))
        return cleaned

    def arguments(self) -> dict[str, object] | None:
        """What `closing.WalkIn` takes; None for a line left empty."""
        if not self.cleaned_data.get("first_name"):
            return None
        names = {name: self.cleaned_data[name] for name in ("first_name", "last_name")}
        return {"member": self._member(), "shares": self.cleaned_data["shares"], **names}

    def _member(self) -> Member | None:
        who = self.cleaned_data.get("who")
        if who:
            return next((member for member in self.matches if str(member.pk) == who), None)
        return self.matches[0] if len(self.matches) == 1 else None

    def _find_matches(self) -> list[Member]:
        first = self.data.get(self.add_prefix("first_name"), "")
        last = self.data.get(self.add_prefix("last_name"), "")
        if not first.strip():
            return []
        named = Member.objects.present().filter(folded_name=fold(f"{last} {first}"))
        return list(named.select_related("commune").order_by("pk"))


def walk_in_forms(data=None, *, chooses: bool):
    """Four lines for people who just came, as on the printed roster."""
    formset = forms.formset_factory(WalkInForm, extra=WALK_IN_ROWS, max_num=WALK_IN_ROWS, absolute_max=WALK_IN_ROWS)
    return formset(data, prefix="besides", form_kwargs={"chooses": chooses})


def _say_who(member: Member) -> str:
    where = f" ({member.commune})" if member.commune else ""
    year = f", {member.birth_year}" if member.birth_year else ""
    return f"{member.get_full_name()}{where}{year}"

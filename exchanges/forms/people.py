"""Naming people in a form: typed names, one per line, found among the residents."""

from django import forms
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from members.folding import fold
from members.models import Member

CLOSE_ENOUGH = 75
MOST_SUGGESTED = 3


class NamesField(forms.CharField):
    """One name per line, « Awa Diallo » or « Diallo Awa », with the village in brackets when two people bear it.

    Cleans to a list of members; a name that nobody or several people bear says which ones are near. For staff: it
    tells who exists.
    """

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def clean(self, value: str) -> list[Member]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not lines:
            return []
        directory = Directory()
        found, errors = [], []
        for line in lines:
            matches = directory.find(line)
            if len(matches) == 1:
                found.append(matches[0])
            else:
                errors.append(directory.say_trouble(line, matches))
        if errors:
            raise forms.ValidationError(errors)
        return list(dict.fromkeys(found))


class Directory:
    """The residents by folded name."""

    def __init__(self) -> None:
        self.members = list(
            Member.objects.present().select_related("commune", "companion").order_by("folded_name", "pk")
        )

    def find(self, line: str) -> list[Member]:
        """Everybody this line may name."""
        name, _bracket, village = line.partition("(")
        wanted, village = fold(name), fold(village.rstrip(") "))
        matches = [member for member in self.members if wanted in names_of(member)]
        if village:
            matches = [m for m in matches if m.commune and fold(m.commune.name) == village]
        return matches

    def say_trouble(self, line: str, matches: list[Member]) -> str:
        if matches:
            return _("Several people are called “%(name)s”: %(people)s. Write the village too, in brackets.") % {
                "name": line,
                "people": ", ".join(say_with_village(member) for member in matches),
            }
        names = {member.pk: names_of(member)[0] for member in self.members}
        near = process.extract(fold(line), names, scorer=fuzz.token_sort_ratio, limit=MOST_SUGGESTED)
        by_pk = {member.pk: member for member in self.members}
        close = [say_with_village(by_pk[pk]) for _name, score, pk in near if score >= CLOSE_ENOUGH]
        if close:
            return _("Nobody is called “%(name)s”. Is it %(people)s?") % {"name": line, "people": ", ".join(close)}
        return _("Nobody is called “%(name)s”. Look at the spelling, or add this person first.") % {"name": line}


def names_of(member: Member) -> tuple[str, str]:
    """First name first, then family name first, folded."""
    return fold(f"{member.first_name} {member.last_name}"), fold(f"{member.last_name} {member.first_name}")


def say_with_village(member: Member) -> str:
    return f"{member.get_full_name()} ({member.commune})" if member.commune else member.get_full_name()

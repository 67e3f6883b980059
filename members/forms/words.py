"""« À classer »: choose a savoir for words, or make a new one."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from members.folding import fold
from members.forms.base import AnimonsForm
from members.models import Skill, Theme


def skills_by_theme() -> list[tuple[str, object]]:
    """The catalogue as choices, by theme."""
    skills = Skill.objects.filter(is_active=True).select_related("theme").order_by("theme__position", "folded_name")
    themes = groupby(skills, key=lambda skill: skill.theme.name)
    return [(name, [(skill.pk, skill.name) for skill in group]) for name, group in themes]


def _choices_by_theme() -> list[tuple[str, object]]:
    return [("", _("Choose a savoir")), *skills_by_theme()]


class ChooseSkillForm(AnimonsForm, forms.Form):
    """The whole catalogue, by theme."""

    skill = forms.TypedChoiceField(
        label=_("Savoir"),
        choices=_choices_by_theme,
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a savoir in the list.")),
    )


class NewSkillForm(AnimonsForm, forms.Form):
    """A savoir the catalogue lacks."""

    name = forms.CharField(
        label=_("Name of the savoir"),
        help_text=_("A few words that everybody understands. Residents read it in the catalogue."),
        max_length=120,
        error_messages={"required": _("Write the name of the savoir.")},
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.order_by("position", "name"),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose a theme in the list.")},
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Skill.objects.filter(folded_name=fold(name), is_active=True).exists():
            raise forms.ValidationError(_("This savoir is in the catalogue. Go back and choose it in the list."))
        return name

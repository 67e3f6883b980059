"""What is born of voices: a group, a project; and what one says of a project."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.models import Project
from members.forms.base import AnimonsForm

GROUP, PROJECT = "group", "project"


class ProjectForm(AnimonsForm):
    """A project: for a group that is there, and to change one."""

    title = forms.CharField(
        label=_("The project’s name"), max_length=120, error_messages={"required": _("Write a title: a few words.")}
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("What will be there when it is done. The group reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_public = forms.BooleanField(label=_("The neighbours may read a line about it"), required=False)
    public_line = forms.CharField(
        label=_("In one sentence, for the neighbours"),
        help_text=_("No name of anybody."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("is_public") and not cleaned.get("public_line"):
            self.add_error("public_line", _("Write the sentence that the neighbours will read."))
        return cleaned

    @staticmethod
    def values_of(project: Project) -> dict[str, object]:
        return {name: getattr(project, name) for name in ("title", "purpose", "is_public", "public_line")}


class FoundForm(ProjectForm):
    """A group, or a group with its project; the purpose is for a project."""

    what = forms.ChoiceField(
        label=_("What is born?"),
        choices=[(GROUP, _("An action group, which decides what to do")), (PROJECT, _("A project, which lasts"))],
        initial=GROUP,
        widget=forms.RadioSelect,
    )
    field_order = ["title", "what", "purpose", "is_public", "public_line"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Its name")
        purpose = self.fields["purpose"]
        purpose.required = False
        purpose.or_another = True  # A project cannot do without it.
        purpose.label = _("What is the project for?")
        purpose.help_text = _("For a project: what will be there when it is done. The group reads it.")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("what") == PROJECT and not cleaned.get("purpose"):
            self.add_error("purpose", _("Say what the project is for, in a sentence."))
        return cleaned

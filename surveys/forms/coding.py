"""Themes, and answers drawn to be read twice."""

import string

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from members.models import Member
from surveys.models import Code, Question, Segment

KEYS = [("", _("No key")), *((letter, letter) for letter in string.ascii_lowercase)]
LONG = forms.Textarea(attrs={"rows": 3})


class CodeForm(AnimonsForm, forms.Form):
    """What a theme is: for a new one, and to change one."""

    name = forms.CharField(
        label=_("Name of the theme"),
        help_text=_("A few words: “Getting around”, “The market”."),
        max_length=80,
        error_messages={"required": _("Write the name of the theme.")},
    )
    definition = forms.CharField(
        label=_("What it holds, and what it does not"),
        help_text=_("Two people who read this sentence choose the same theme."),
        max_length=400,
        required=False,
        widget=LONG,
    )
    shortcut = forms.ChoiceField(label=_("Its key on the keyboard"), choices=KEYS, required=False)
    parent = forms.ModelChoiceField(
        label=_("Wider theme"), queryset=Code.objects.none(), required=False, empty_label=_("No wider theme")
    )

    def __init__(self, *args, wider, **kwargs):
        """`wider`: the themes this one may be put under."""
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = wider


class MergeForm(AnimonsForm, forms.Form):
    into = forms.ModelChoiceField(
        label=_("Merge into"),
        queryset=Code.objects.none(),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose a theme in the list.")},
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


class SplitForm(AnimonsForm, forms.Form):
    """A new theme made of some passages of another; they are ticked in the page."""

    name = forms.CharField(
        label=_("Name of the new theme"),
        max_length=80,
        error_messages={"required": _("Write the name of the theme.")},
    )
    definition = forms.CharField(
        label=_("What it holds, and what it does not"), max_length=400, required=False, widget=LONG
    )
    segments = forms.ModelMultipleChoiceField(
        queryset=Segment.objects.none(),
        error_messages={"required": _("Tick at least one passage for the new theme.")},
    )

    def __init__(self, *args, segments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["segments"].queryset = segments


class SampleForm(AnimonsForm, forms.Form):
    """How many answers two people read apart."""

    size = forms.IntegerField(
        label=_("How many answers"), initial=30, min_value=10, max_value=200, help_text=_("Thirty is a good start.")
    )
    first = forms.ModelChoiceField(label=_("First person"), queryset=Member.objects.none(), empty_label=_("Choose"))
    second = forms.ModelChoiceField(label=_("Second person"), queryset=Member.objects.none(), empty_label=_("Choose"))
    question = forms.ChoiceField(label=_("Which question"), required=False)

    def __init__(self, *args, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        team = Member.objects.filter(is_staff=True, is_active=True).order_by("first_name", "last_name", "pk")
        self.fields["first"].queryset = self.fields["second"].queryset = team
        self.fields["question"].choices = [("", _("All questions")), *((one.key, str(one)) for one in questions)]

"""What somebody shares or would like to learn: one word is enough."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.base import AnimonsForm
from members.models import Centre, Offer, Request, Skill, Wish

OTHER, DROP = "other", "drop"


class WishForm(AnimonsForm):
    words = forms.CharField(max_length=200)
    note = forms.CharField(
        label=_("Would you like to add something?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["words"]


class OfferForm(WishForm):
    level = forms.TypedChoiceField(
        label=_("How far?"), choices=Offer.Level, coerce=int, initial=Offer.Level.FAR, widget=forms.RadioSelect
    )
    max_learners = forms.IntegerField(
        label=_("How many people with you, at most?"),
        help_text=_("To be at ease. Often 5."),
        initial=7,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    field_order = ["words", "max_learners", "level", "note"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("I can show…")
        self.fields["words"].help_text = _("One word is enough. For instance: jams.")
        self.fields["words"].error_messages["required"] = _("Say what you know how to do.")
        most = self.most = max(2, Centre.load().max_people - 1)
        self.fields["max_learners"].initial = min(self.fields["max_learners"].initial, most)
        self.fields["max_learners"].widget.attrs |= {"min": 2, "max": most}
        out_of_range = _("Put a number between 2 and %(most)s.") % {"most": most}
        self.fields["max_learners"].error_messages |= {"required": out_of_range, "invalid": out_of_range}

    def clean_max_learners(self) -> int:
        number = self.cleaned_data["max_learners"]
        if not 2 <= number <= self.most:
            raise forms.ValidationError(self.fields["max_learners"].error_messages["required"])
        return number


class RequestForm(WishForm):
    min_level = forms.TypedChoiceField(
        label=_("Where are you with it?"),
        choices=Request.Level,
        coerce=int,
        initial=Request.Level.ANY,
        widget=forms.RadioSelect,
    )

    field_order = ["words", "min_level", "note"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("I would like to learn…")
        self.fields["words"].help_text = _("One word is enough. For instance: the accordion.")
        self.fields["words"].error_messages["required"] = _("Say what you would like to learn.")


class HeardForm(AnimonsForm):
    """« Est-ce bien… ? »: for each sentence, the savoirs it may speak of."""

    def __init__(self, *args, heard: Sequence[tuple[Wish, Sequence[Skill]]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for wish, skills in heard:
            choices = [(str(skill.pk), skill.name) for skill in skills]
            choices.append((OTHER, _("Something else: the centre will look with me")))
            if len(heard) > 1:
                choices.append((DROP, _("No, do not keep these words")))
            self.fields[str(wish.pk)] = forms.ChoiceField(
                label=_("“%(words)s”: is it…") % {"words": wish.words},
                choices=choices,
                initial=wish.skill_id and str(wish.skill_id),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a line. “Something else” is a good answer too.")},
            )

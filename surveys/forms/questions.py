"""One question being prepared, in every language offered, with its choices and when it is asked."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.forms.base import AnimonsForm, IconRadioSelect
from surveys.forms.texts import add_texts, read_texts
from surveys.languages import say
from surveys.models import Choice, Question, Version

PICTOGRAMS = {
    "message-2": pgettext_lazy("pictogram", "words"),
    "refresh": pgettext_lazy("pictogram", "change"),
    "sun": pgettext_lazy("pictogram", "wish"),
    "heart-handshake": pgettext_lazy("pictogram", "mutual help"),
    "partage": pgettext_lazy("pictogram", "share"),
    "apprend": pgettext_lazy("pictogram", "learn"),
    "users": pgettext_lazy("pictogram", "people"),
    "user": pgettext_lazy("pictogram", "one person"),
    "home": pgettext_lazy("pictogram", "home"),
    "map-pin": pgettext_lazy("pictogram", "place"),
    "building-cottage": pgettext_lazy("pictogram", "village"),
    "bike": pgettext_lazy("pictogram", "bicycle"),
    "car": pgettext_lazy("pictogram", "car"),
    "walk": pgettext_lazy("pictogram", "walk"),
    "wheelchair": pgettext_lazy("pictogram", "access"),
    "baby-carriage": pgettext_lazy("pictogram", "child"),
    "book": pgettext_lazy("pictogram", "school"),
    "device-laptop": pgettext_lazy("pictogram", "computer"),
    "device-mobile": pgettext_lazy("pictogram", "phone"),
    "wallet": pgettext_lazy("pictogram", "money"),
    "plant-2": pgettext_lazy("pictogram", "garden"),
    "arbre": pgettext_lazy("pictogram", "tree"),
    "pain": pgettext_lazy("pictogram", "bread"),
    "soup": pgettext_lazy("pictogram", "meal"),
    "cake": pgettext_lazy("pictogram", "cake"),
    "hammer": pgettext_lazy("pictogram", "hammer"),
    "table": pgettext_lazy("pictogram", "equipment"),
    "needle-thread": pgettext_lazy("pictogram", "sewing"),
    "palette": pgettext_lazy("pictogram", "arts"),
    "music": pgettext_lazy("pictogram", "music"),
    "puzzle": pgettext_lazy("pictogram", "games"),
    "language": pgettext_lazy("pictogram", "languages"),
    "calendar-event": pgettext_lazy("pictogram", "date"),
    "clock": pgettext_lazy("pictogram", "time"),
    "speakerphone": pgettext_lazy("pictogram", "voice"),
    "help-circle": pgettext_lazy("pictogram", "question"),
}
"""Of the house's set, and the word each stands for."""
SPARE_CHOICES = 3
OFFERING = (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES, Question.Kind.READY_TO)
"""Kinds whose choices staff may add to; an age has its bands, and only their words may change."""


class NewQuestionForm(AnimonsForm):
    kind = forms.ChoiceField(label=_("What kind of answer?"), choices=Question.Kind, widget=forms.RadioSelect)

    field_order = ["kind"]

    def __init__(self, *args, version: Version, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.languages = version.edition.languages[:1]
        add_texts(self, "texts", _("Your question"), self.languages, required=True)

    def texts(self) -> dict[str, str]:
        return read_texts(self, "texts", self.languages)


class QuestionForm(AnimonsForm):
    is_required = forms.BooleanField(label=_("This question must be answered"), required=False)

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.languages = question, question.version.edition.languages
        add_texts(self, "texts", _("Question"), self.languages, texts=question.texts, required=True)
        add_texts(self, "help_texts", _("Help under the question"), self.languages, texts=question.help_texts)
        if question.kind == Question.Kind.SCALE:
            self._add_scale()
        self.add_field("pictogram", pictogram_field(question.pictogram))
        self.fields["is_required"].initial = question.is_required
        if conditions := _choices_before(question):
            shown_if = forms.MultipleChoiceField(
                label=_("Asked only after one of these answers"),
                help_text=_("Nothing ticked: always asked."),
                choices=conditions,
                required=False,
                initial=[choice.pk for choice in question.shown_if.all()],
                widget=forms.CheckboxSelectMultiple,
            )
            self.add_field("shown_if", shown_if)
        self.order_fields([name for name in self.fields if name != "is_required"])

    def fields_of_model(self) -> dict[str, object]:
        said = self.cleaned_data
        names = ["texts", "help_texts", *(["low_texts", "high_texts"] if "scale_max" in said else [])]
        texts = {name: read_texts(self, name, self.languages, before=getattr(self.question, name)) for name in names}
        plain = {name: said[name] for name in ("pictogram", "is_required", "scale_max") if name in said}
        return {**texts, **plain}

    def conditions(self) -> Iterable[Choice]:
        return Choice.objects.filter(pk__in=self.cleaned_data.get("shown_if", ())).select_related("question")

    def _add_scale(self) -> None:
        question = self.question
        highest = forms.IntegerField(
            label=_("The scale goes from 1 to"), min_value=2, max_value=10, initial=question.scale_max
        )
        self.add_field("scale_max", highest)
        add_texts(self, "low_texts", _("What 1 means"), self.languages, texts=question.low_texts, max_length=60)
        add_texts(
            self, "high_texts", _("What the highest figure means"), self.languages, texts=question.high_texts,
            max_length=60,
        )  # fmt: skip


class ChoiceForm(AnimonsForm):
    """One line of the choices; a new one that stays empty is not there."""

    remove = forms.BooleanField(label=_("Take this choice away"), required=False)
    opens_text = forms.BooleanField(label=_("With words to add (“other: …”)"), required=False)
    says_optional = False

    def __init__(self, *args, question: Question, choice: Choice | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.choice, self.languages = choice, question.version.edition.languages
        add_texts(self, "texts", _("Words"), self.languages, texts=choice.texts if choice else {}, max_length=120)
        self.add_field("pictogram", pictogram_field(choice.pictogram if choice else "", as_list=True))
        self.fields["opens_text"].initial = bool(choice and choice.opens_text)
        self.order_fields([*(name for name in self.fields if name not in ("opens_text", "remove")), "opens_text"])
        if choice is None or question.kind == Question.Kind.AGE:
            del self.fields["remove"]
        if question.kind == Question.Kind.AGE:
            del self.fields["opens_text"]

    def choice_written(self) -> Choice | None:
        """The choice, changed or new, not saved; None when it is taken away, or was never written."""
        texts = read_texts(self, "texts", self.languages, before=self.choice.texts if self.choice else None)
        if self.cleaned_data.get("remove") or not texts:
            return None
        choice = self.choice or Choice()
        choice.texts, choice.pictogram = texts, self.cleaned_data["pictogram"]
        choice.opens_text = self.cleaned_data.get("opens_text", False)
        return choice


def choice_forms(question: Question, data=None) -> list[ChoiceForm]:
    """The choices there are, then a few empty lines where choices may be added."""
    if question.kind not in (*OFFERING, Question.Kind.AGE):
        return []
    known = list(question.choices.order_by("position", "pk"))
    spare = SPARE_CHOICES if question.kind in OFFERING else 0
    forms_ = [ChoiceForm(data, question=question, choice=choice, prefix=f"choice-{choice.pk}") for choice in known]
    return forms_ + [ChoiceForm(data, question=question, prefix=f"new-{turn}") for turn in range(spare)]


def pictogram_field(initial: str, *, as_list: bool = False) -> forms.ChoiceField:
    choices = [("", _("None")), *PICTOGRAMS.items()]
    if initial and initial not in PICTOGRAMS:
        choices.append((initial, initial))
    widget = forms.Select if as_list else IconRadioSelect(icons={name: name for name in PICTOGRAMS})
    return forms.ChoiceField(label=_("Pictogram"), choices=choices, required=False, initial=initial, widget=widget)


def _choices_before(question: Question) -> list[tuple[int, str]]:
    """Choices of the questions above, each with the words of its question."""
    languages = question.version.edition.languages
    before = question.version.questions.filter(position__lt=question.position).order_by("position", "pk")
    return [
        (choice.pk, f"{say(choice.texts, languages[0], languages)} ({say(each.texts, languages[0], languages)})")
        for each in before.prefetch_related("choices")
        for choice in sorted(each.choices.all(), key=lambda choice: (choice.position, choice.pk))
    ]

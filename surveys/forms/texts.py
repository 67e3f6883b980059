"""The same text in several languages: one field each."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.text import format_lazy

from members.forms.base import AnimonsForm
from surveys.languages import NAMES


def add_texts(
    form: AnimonsForm,
    name: str,
    label: object,
    languages: Sequence[str],
    *,
    texts: Mapping[str, str] | None = None,
    required: bool = False,
    long: bool = False,
    help_text: object = "",
    max_length: int = 300,
) -> None:
    """Fields `name_fr`, `name_en`…, in order; `required` is for the first language, the others fall back on it."""
    for place, code in enumerate(languages):
        attrs = {"lang": code, "autocomplete": "off"}
        field = forms.CharField(
            label=label if len(languages) == 1 else format_lazy("{} ({})", label, NAMES[code]),
            required=required and place == 0,
            initial=(texts or {}).get(code, ""),
            max_length=max_length,
            help_text=help_text if place == 0 else "",
            widget=forms.Textarea(attrs={**attrs, "rows": 3}) if long else forms.TextInput(attrs=attrs),
        )
        form.add_field(f"{name}_{code}", field)


def read_texts(
    form: forms.Form, name: str, languages: Sequence[str], *, before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What was written, without the empty ones; languages that are no longer offered keep their text."""
    kept = {code: text for code, text in (before or {}).items() if code not in languages}
    written = {code: form.cleaned_data.get(f"{name}_{code}", "").strip() for code in languages}
    return {**{code: text for code, text in written.items() if text}, **kept}

"""Bring a sheet in: which file, and what its columns hold."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.flows.sheet_imports import NoNameColumn, check_mapping, receive_sheet
from members.forms.base import AnimonsForm, IconRadioSelect
from members.models import Member, SheetImport
from members.sheet_sentences import FIELD_NAMES, say_error
from members.sheets.fields import FIELDS, Kind
from members.sheets.reading import MAX_BYTES
from members.sheets.table import SheetError, Table
from surveys.flows.survey_import import questions_of
from surveys.models import Edition

SAMPLES = 3
_LONGEST_SAMPLE = 60


class SheetForm(AnimonsForm):
    kind = forms.ChoiceField(
        label=_("Who or what is in this sheet?"),
        choices=[
            (SheetImport.Kind.RESIDENTS, _("A list of residents")),
            (SheetImport.Kind.VENUES, _("A list of places")),
            (SheetImport.Kind.SURVEY, _("Answers to a questionnaire")),
        ],
        initial=SheetImport.Kind.RESIDENTS,
        widget=IconRadioSelect(icons={"residents": "users", "venues": "map-pin", "survey": "message-2"}),
    )
    edition = forms.ModelChoiceField(
        Edition.objects.none(),
        label=_("For a questionnaire: which edition?"),
        help_text=_("Its questions must be published."),
        required=False,
    )
    file = forms.FileField(
        label=_("Your sheet"),
        help_text=_("A .xlsx or .csv file, as it is. Nothing is written before you have seen everything."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,text/csv"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        published = Edition.objects.exclude(versions__published_on=None).select_related("survey").distinct()
        self.fields["edition"].queryset = published

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == SheetImport.Kind.SURVEY and not cleaned.get("edition"):
            self.add_error("edition", _("Choose the edition these answers belong to."))
        return cleaned

    def clean_file(self):
        """The file is read at once, so that a wrong one is told here."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(say_error(SheetError("too_heavy", limit=MAX_BYTES // (1024 * 1024))))
        return file

    def receive(self, *, by: Member) -> SheetImport | None:
        """The import of this file; None when it is no sheet, and the form says why."""
        file, kind = self.cleaned_data["file"], self.cleaned_data["kind"]
        edition = self.cleaned_data["edition"] if kind == SheetImport.Kind.SURVEY else None
        try:
            return receive_sheet(
                kind=kind,
                file_name=file.name,
                content=file.read(),
                by=by,
                into=str(edition.pk) if edition else "",
                questions=questions_of(edition) if edition else {},
            )
        except SheetError as error:
            self.add_error("file", say_error(error))
            return None


class ColumnsForm(forms.Form):
    """One choice per column of the sheet; `mapping` once valid. `questions` are those of its trade."""

    def __init__(self, *args, sheet: SheetImport, table: Table, questions: Mapping[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(sheet.kind)
        self.table, self.questions = table, questions
        self.names = {**questions, **{field.code: FIELD_NAMES[self.kind][field.code] for field in FIELDS[self.kind]}}
        choices = [("", _("I leave this column out")), *self.names.items()]
        for i, header in enumerate(table.headers):
            label = header or gettext("Column %(number)s") % {"number": i + 1}
            initial = sheet.mapping[i] if i < len(sheet.mapping) else ""
            self.fields[f"column_{i}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=initial
            )

    def rows(self):
        """Each column: its field, and its first texts."""
        for i in range(len(self.table.headers)):
            samples = [_shorten(text) for text in self.table.samples(i, count=SAMPLES)]
            yield self[f"column_{i}"], samples

    def clean(self):
        chosen = [self.cleaned_data.get(f"column_{i}", "") for i in range(len(self.table.headers))]
        single = {field.code for field in FIELDS[self.kind] if not field.several} | set(self.questions)
        for i, code in enumerate(chosen):
            if code in single and code in chosen[:i]:
                self.add_error(
                    f"column_{i}",
                    _("“%(name)s” is already another column. Choose only one.") % {"name": self.names[code]},
                )
        try:
            self.mapping = check_mapping(tuple(chosen), self.kind, self.questions)
        except NoNameColumn:
            is_survey = self.kind is Kind.SURVEY
            self.add_error(
                None,
                _("Say which columns hold the answers.") if is_survey else _("Say which column holds the names."),
            )
        return self.cleaned_data


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SAMPLE else f"{flat[:_LONGEST_SAMPLE]}…"

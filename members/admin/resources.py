"""Spreadsheets of the back-office: columns named as on screen, choices and yes or no in words, formulas escaped."""

from collections.abc import Iterable

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, Widget

from members.folding import fold
from members.sheets.writing import escape_formula


class YesNoWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> bool:
        return fold(str(value or "")) in {"oui", "yes", "vrai", "true", "1", "x", fold(_("yes"))}

    def render(self, value, obj=None, **kwargs) -> str:
        return _("yes") if value else _("no")


class ChoiceWidget(Widget):
    """The words of a choice, or its value in the code. Raises ValueError, in a sentence, for anything else."""

    def __init__(self, choices: Iterable[tuple[object, str]]) -> None:
        super().__init__()
        self.choices = list(choices)

    def clean(self, value, row=None, **kwargs):
        wanted = fold(str(value or ""))
        for key, words in self.choices:
            if wanted in (fold(str(words)), fold(str(key))):
                return key
        known = ", ".join(str(words) for _key, words in self.choices)
        raise ValueError(
            _("“%(value)s” is not a choice. Write one of these: %(known)s.") % {"value": value, "known": known}
        )

    def render(self, value, obj=None, **kwargs) -> str:
        return str(dict(self.choices).get(value, ""))


class NamedWidget(ForeignKeyWidget):
    """Another row, by its name, without minding case and accents where the model keeps a folded name."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            return None
        try:
            return self.get_queryset(value, row).get(**{self.field: fold(value) if "folded" in self.field else value})
        except self.model.DoesNotExist as missing:
            raise ValueError(
                _("“%(value)s” is not known here. Check how it is written.") % {"value": value}
            ) from missing

    def render(self, value, obj=None, **kwargs) -> str:
        return value.name if value else ""


def named(attribute: str, model: type[models.Model], *, by: str = "folded_name", title: str = "") -> Field:
    """A column that holds the name of another row."""
    return Field(attribute, title or model._meta.verbose_name, NamedWidget(model, by))


class PlainDiff(resources.Diff):
    """What a line was and becomes, without the inline colours that the content policy refuses."""

    def as_html(self) -> list[SafeString]:
        if self.new:
            return [format_html("{}", new) for new in self.right]
        return [
            format_html("<del>{}</del> <ins>{}</ins>", old, new) if old and old != new else format_html("{}", new)
            for old, new in zip(map(str, self.left), map(str, self.right), strict=True)
        ]


class SheetResource(resources.ModelResource):
    """Columns bear the names of the fields as on screen; a line that breaks a rule says so and nothing goes in."""

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly) -> Field:
        field = super().field_from_django_field(field_name, django_field, readonly)
        field.column_name = django_field.verbose_name
        if django_field.choices:
            field.widget = ChoiceWidget(django_field.flatchoices)
        elif isinstance(django_field, models.BooleanField):
            field.widget = YesNoWidget()
        return field

    def export_resource(self, instance, selected_fields=None, **kwargs) -> list:
        cells = super().export_resource(instance, selected_fields, **kwargs)
        return [escape_formula(cell) if isinstance(cell, str) else cell for cell in cells]

"""Model fields of our own."""

from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field import formfields, modelfields
from phonenumber_field.phonenumber import PhoneNumber, to_python

from members.folding import fold


def validate_possible_phone(value: object) -> None:
    """A number of the right length for its country: lists of ranges in use are always a little late."""
    number = to_python(value)
    if isinstance(number, PhoneNumber) and not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This phone number has too few or too many digits."), code="invalid")


class PhoneFormField(formfields.PhoneNumberField):
    """A phone number as people type it in France, with or without the country."""

    default_validators = [validate_possible_phone]


class PhoneField(modelfields.PhoneNumberField):
    """A phone number kept in E.164."""

    default_validators = [validate_possible_phone]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})


class FoldedField(models.CharField):
    """Other columns of the row, joined and folded (no case, no accents), kept for searching and sorting.

    The same text on both databases, written each time the row is saved or created in bulk. A queryset
    `update()` of a source column must write this one too.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs.setdefault("max_length", 250)
        kwargs["editable"] = False
        kwargs.setdefault("blank", True)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["of"] = self.of
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(" ".join(str(getattr(model_instance, source) or "") for source in self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value

"""Model fields of our own."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.languages import NAMES

KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")


def validate_texts(value: object) -> None:
    """A text per language: {"fr": "…", "en": "…"}."""
    good = isinstance(value, dict) and all(code in NAMES and isinstance(text, str) for code, text in value.items())
    if not good:
        raise ValidationError(_("Write one text per language."), code="invalid")


def validate_languages(value: object) -> None:
    """Codes of `surveys.languages`, each once, at least one."""
    good = isinstance(value, list) and value and all(code in NAMES for code in value) and len(set(value)) == len(value)
    if not good:
        raise ValidationError(_("Choose at least one language of the list."), code="invalid")


def validate_key(value: str) -> None:
    if not KEY.fullmatch(value):
        raise ValidationError(_("Use small letters without accents, figures and _ only."), code="invalid")


class TextsField(models.JSONField):
    """The same text in several languages: {"fr": "…", "en": "…"}; read it with `surveys.languages.say`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_texts]


class KeyField(models.CharField):
    """A name that stays the same from one version to the next: answers are counted by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_key]

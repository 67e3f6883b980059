"""Model fields of our own."""

from typing import Any

from django.db import models

from members.folding import fold


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

"""What the history pages of the back-office show of a change: values as people say them."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from simple_history.models import DeletedObject, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper


class SaidChanges(HistoricalRecordContextHelper):
    """Choices by their label, dates and hours of here, yes and no; nothing at all for what was empty."""

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> Any:
        value = super().prepare_delta_change_value(change, value)
        field = self.model._meta.get_field(change.field)
        if value is None or (isinstance(value, DeletedObject) and value.pk is None):
            return ""
        if isinstance(value, DeletedObject):
            return _("erased since")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, models.DateTimeField):
            return localize(timezone.localtime(value))
        return str(dict(field.flatchoices).get(value, localize(value))) if field.choices else localize(value)

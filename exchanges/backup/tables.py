"""Which tables a backup holds, in an order in which they can be written back."""

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

# Worth nothing elsewhere: signed-in browsers, and tasks on their way.
LEFT_OUT = {"sessions", "django_tasks_database"}


def kept_models() -> list[type[Model]]:
    models = (model for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    return [model for model in models if model._meta.app_label not in LEFT_OUT]


def applied_migrations() -> list[str]:
    """« app.name » of every migration this database has been through, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())

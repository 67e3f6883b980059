"""Is everything there? `/sante` for a monitor, and the heartbeat of the worker it looks at."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

BEAT_SECONDS = 20
LATE_AFTER = timedelta(seconds=90)
STUCK_AFTER = timedelta(minutes=30)
BEAT_KEY = "worker-beat"

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise; says which part is not, and nothing about anybody.

    `worker` is well when it gave a sign of life in the last 90 seconds and no task that could run has been
    waiting for more than half an hour.
    """
    checks = {"database": False, "migrations": False, "worker": False}
    try:
        connection.ensure_connection()
        checks["database"] = True
        checks["migrations"] = _all_migrations_are_applied()
        checks["worker"] = _worker_is_alive() and not _a_task_is_stuck()
    except DatabaseError:
        logger.exception("The health page could not read the database")
    is_well = all(checks.values())
    answer = {"status": "ok" if is_well else "unavailable", "checks": checks}
    return JsonResponse(answer, status=200 if is_well else 503)


def beat() -> None:
    """The worker's sign of life."""
    cache.set(BEAT_KEY, timezone.now().timestamp(), timeout=None)


def keep_beating(*verbs: Callable[[], object]) -> None:
    """Beat every 20 seconds, for as long as the process lives; for a thread of the worker."""
    while True:
        close_old_connections()
        beat_and_do(*verbs)
        time.sleep(BEAT_SECONDS)


def beat_and_do(*verbs: Callable[[], object]) -> None:
    """Give a sign of life, then do each verb, whatever happens to the others."""
    for verb in (beat, *verbs):
        try:
            verb()
        except DatabaseError:
            logger.warning("%s: the database did not answer", verb.__name__)


def _all_migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _worker_is_alive() -> bool:
    last = cache.get(BEAT_KEY)
    return last is not None and timezone.now().timestamp() - last < LATE_AFTER.total_seconds()


def _a_task_is_stuck() -> bool:
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - STUCK_AFTER).exists()

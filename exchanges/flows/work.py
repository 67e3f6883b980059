"""Work in the background is done once, whatever happens to its worker: a killed one's work is taken up by the next.

Each time work is begun is an attempt. Only the latest attempt may write: one that was taken for dead and was not finds
out at its next sign of life, or at the latest when it ends, and leaves everything as it was.
"""

import datetime
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from exchanges.matching import Progress
from exchanges.models.work import Work

BEAT_SECONDS = 5
LOOK_SECONDS = 0.2
LOST_AFTER = datetime.timedelta(minutes=10)
MOST_ATTEMPTS = 3

logger = logging.getLogger(__name__)
_here: set[tuple[str, int]] = set()


class Overtaken(Exception):
    """Another attempt has this work in hand, or it is over: nothing may be written."""


def claim(work: Work) -> bool:
    """Take work out of the queue, once: False when somebody else has it or it is over."""
    queued = type(work).objects.filter(pk=work.pk, state=Work.State.QUEUED)
    if not queued.update(state=Work.State.RUNNING, attempts=F("attempts") + 1, beat_at=timezone.now()):
        return False
    work.refresh_from_db()
    return True


def mine(work: Work) -> QuerySet:
    """The row, as long as this attempt has it in hand; no row otherwise."""
    return type(work).objects.filter(pk=work.pk, state=Work.State.RUNNING, attempts=work.attempts)


def finish(work: Work, **fields: object) -> None:
    """Write how it ended. Raises Overtaken."""
    if not mine(work).update(finished_at=timezone.now(), **fields):
        raise Overtaken


def fail(work: Work, *, error: str, **fields: object) -> None:
    """End this attempt without a result; nothing is written when it was overtaken."""
    mine(work).update(state=Work.State.FAILED, error=error, finished_at=timezone.now(), **fields)


def now_and_then(look: Callable[[Progress], bool]) -> Callable[[Progress], bool]:
    """A listener for the engine that looks a few times a second, whether to go on."""
    next_look = 0.0

    def listen(progress: Progress) -> bool:
        nonlocal next_look
        if time.monotonic() < next_look:
            return True
        next_look = time.monotonic() + LOOK_SECONDS
        return look(progress)

    return listen


@contextmanager
def kept_alive(work: Work) -> Iterator[None]:
    """Give a sign of life every few seconds for as long as the block runs, however long its steps are."""
    over, key = threading.Event(), (work._meta.label, work.pk)
    _here.add(key)
    threading.Thread(target=_beat, args=(mine(work), over), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        _here.discard(key)


def _beat(row: QuerySet, over: threading.Event) -> None:
    while not over.wait(BEAT_SECONDS):
        try:
            row.update(beat_at=timezone.now())
        except DatabaseError:
            logger.warning("A sign of life could not be written: the database did not answer")
        finally:
            connection.close()


def take_up_silent(model: type[Work], enqueue: Callable[[int], object]) -> int:
    """Put back in the queue what a dead worker left, and what no task stands for any more; how many were.

    Work that was begun MOST_ATTEMPTS times is given up: it may be what its workers die of.
    """
    now, taken = timezone.now(), 0
    dead = Q(state=Work.State.RUNNING, beat_at__lt=now - Work.SILENT_AFTER)
    lost = Q(state=Work.State.QUEUED, beat_at__lt=now - LOST_AFTER)
    for work in model.objects.filter(dead | lost).only("state", "beat_at", "attempts").order_by("pk"):
        if (model._meta.label, work.pk) in _here:
            continue
        same = model.objects.filter(pk=work.pk, state=work.state, beat_at=work.beat_at)
        if work.attempts >= MOST_ATTEMPTS:
            same.update(state=Work.State.FAILED, error="silent", finished_at=now)
            continue
        with transaction.atomic():
            if same.update(state=Work.State.QUEUED, beat_at=now):
                transaction.on_commit(lambda pk=work.pk: enqueue(pk))
                taken += 1
    return taken


def give_up_lost(model: type[Work]) -> int:
    """Free the way where no worker has taken up silent work for ten minutes; how many were given up."""
    silent = model.objects.filter(state__in=Work.UNDER_WAY, beat_at__lt=timezone.now() - LOST_AFTER)
    return silent.update(state=Work.State.FAILED, error="silent", finished_at=timezone.now())

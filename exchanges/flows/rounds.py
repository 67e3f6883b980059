"""The mouline: asked for, run in the background, kept with its proposals and its reasons."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from exchanges import matching
from exchanges.models import Proposal, Round
from exchanges.rounds.reading import read_problem
from exchanges.rounds.writing import write_plan
from members.models import Member

SILENT_AFTER = datetime.timedelta(minutes=10)


class RoundUnderWay(Exception):
    """A mouline is already under way for this centre."""


def ask_for_round(
    *,
    by: Member | None,
    first_day: datetime.date,
    last_day: datetime.date,
    starts_from: Round | None = None,
    in_background: bool = True,
) -> Round:
    """Put a round in the queue; `in_background=False` when the caller runs it itself.

    A round that `starts_from` an earlier one changes its groups as little as needed.

    Raises RoundUnderWay when one is queued or running.
    """
    give_up_silent_rounds()
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                asked_by=by,
                first_day=first_day,
                last_day=last_day,
                starts_from=starts_from,
                beat_at=timezone.now(),
            )
    except IntegrityError as error:
        raise RoundUnderWay from error
    if in_background:
        transaction.on_commit(lambda: grind.enqueue(round_.pk))
    return round_


@task()
def grind(round_id: int) -> None:
    """The background task behind a round."""
    run_round(round_=Round.objects.get(pk=round_id))


def run_round(*, round_: Round) -> Round:
    """Read, think, write. A round that fails keeps its one-line error and leaves earlier proposals as they were."""
    started = Round.objects.filter(pk=round_.pk, state=Round.State.QUEUED)
    if not started.update(state=Round.State.RUNNING, beat_at=timezone.now()):
        return round_
    try:
        reading = read_problem(first_day=round_.first_day, last_day=round_.last_day, today=timezone.localdate())
        earlier = None if round_.starts_from is None else reading.sessions_of(round_.starts_from)
        plan = matching.solve(reading.problem, seed=round_.seed, progress=_Reporter(round_.pk), earlier=earlier)
        with transaction.atomic():
            _expire_proposals(carried_over=reading.pinned)
            write_plan(round_=round_, reading=reading, plan=plan)
            _finish(round_, state=Round.State.DONE, progress=100)
    except matching.ProblemError as error:
        _finish(round_, state=Round.State.FAILED, error=str(error))
    except Exception:
        _finish(round_, state=Round.State.FAILED, error="unexpected")
        raise
    round_.refresh_from_db()
    return round_


def ask_to_stop(*, round_: Round) -> None:
    """Keep the best plan found so far, at the end of the phase under way."""
    Round.objects.filter(pk=round_.pk, state__in=Round.UNDER_WAY).update(stop_asked=True)


def give_up_silent_rounds() -> int:
    """Rounds whose worker has died leave the way free for another."""
    silent = Round.objects.filter(state__in=Round.UNDER_WAY).filter(
        Q(beat_at=None) | Q(beat_at__lt=timezone.now() - SILENT_AFTER)
    )
    return silent.update(state=Round.State.FAILED, error="silent", finished_at=timezone.now())


def expire_past_proposals() -> int:
    """Proposals whose day has come, pinned or not, are out of date."""
    past = Proposal.objects.filter(state=Proposal.State.OPEN, date__lte=timezone.localdate())
    return past.update(state=Proposal.State.EXPIRED)


def _finish(round_: Round, **fields: object) -> None:
    Round.objects.filter(pk=round_.pk).update(finished_at=timezone.now(), **fields)


def _expire_proposals(*, carried_over: list[Proposal]) -> None:
    """Earlier open proposals give way to the new ones; those pinned for another period stay."""
    replaced = Q(is_pinned=False) | Q(pk__in=[proposal.pk for proposal in carried_over])
    Proposal.objects.filter(replaced, state=Proposal.State.OPEN).update(state=Proposal.State.EXPIRED)


class _Reporter:
    """Writes the progress of the engine on the round's row, and tells it when somebody asked to stop."""

    def __init__(self, round_id: int) -> None:
        self.rounds = Round.objects.filter(pk=round_id)
        self.last = -1

    def __call__(self, progress: matching.Progress) -> bool:
        percent = min(99, int(progress.fraction * 100))
        if percent != self.last:
            self.last = percent
            self.rounds.update(
                phase=progress.phase,
                progress=percent,
                objective=progress.objective,
                upper_bound=progress.upper_bound,
                beat_at=timezone.now(),
            )
        return not self.rounds.filter(stop_asked=True).exists()

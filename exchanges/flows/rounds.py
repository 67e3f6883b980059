"""The mouline: asked for, run in the background, kept with its proposals and its reasons."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from exchanges import matching
from exchanges.flows import work
from exchanges.models import Proposal, Round, Venue
from exchanges.rounds.calendar import Span
from exchanges.rounds.reading import PinLost, read_round
from exchanges.rounds.writing import write_plan
from members.models import Member


class RoundUnderWay(Exception):
    """A mouline is already under way for this centre."""


def ask_for_round(
    *,
    by: Member | None,
    first_day: datetime.date,
    last_day: datetime.date,
    without_venues: Iterable[Venue] = (),
    without_days: Iterable[Span] = (),
    starts_from: Round | None = None,
    in_background: bool = True,
) -> Round:
    """Put a round in the queue; `in_background=False` when the caller runs it itself.

    It plans nothing in the places and on the days it is to do without. A round that `starts_from` an earlier one
    changes its groups as little as needed.

    Raises RoundUnderWay when one is queued or running.
    """
    work.give_up_lost(Round)
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                asked_by=by,
                first_day=first_day,
                last_day=last_day,
                without_days=[[first.isoformat(), last.isoformat()] for first, last in sorted(without_days)],
                starts_from=starts_from,
            )
            round_.without_venues.set(without_venues)
    except IntegrityError as error:
        raise RoundUnderWay from error
    if in_background:
        transaction.on_commit(lambda: grind.enqueue(round_.pk))
    return round_


@task(priority=10)
def grind(round_id: int) -> None:
    """The background task behind a round; it passes before any other."""
    run_round(round_=Round.objects.get(pk=round_id))


def run_round(*, round_: Round) -> Round:
    """Read, think, write. A round that fails keeps its one-line error and leaves earlier proposals as they were."""
    if not work.claim(round_):
        return round_
    with work.kept_alive(round_):
        try:
            _plan(round_)
        except work.Overtaken:
            pass
        except PinLost as lost:
            work.fail(round_, error="pinned", problem={"lost_pin": lost.proposal.pk})
        except Exception:
            work.fail(round_, error="unexpected")
            raise
    round_.refresh_from_db()
    return round_


def _plan(round_: Round) -> None:
    """Plan until a plan can be written: sessions made meanwhile keep their room and their people."""
    while True:
        reading = read_round(round_, today=timezone.localdate())
        earlier = None if round_.starts_from is None else reading.sessions_of(round_.starts_from)
        plan = reading.solve(
            seed=round_.seed,
            progress=work.now_and_then(lambda progress: _report(round_, progress)),
            earlier=earlier or None,
        )
        with transaction.atomic():
            if reading.is_out_of_date(plan):
                continue
            _expire_proposals(carried_over=reading.pinned)
            write_plan(round_=round_, reading=reading, plan=plan)
            work.finish(round_, state=Round.State.DONE, progress=100)
            return


def ask_to_stop(*, round_: Round) -> None:
    """Keep the best plan found so far, at the end of the step under way."""
    Round.objects.filter(pk=round_.pk, state__in=Round.UNDER_WAY).update(stop_asked=True)


def take_up_silent_rounds() -> int:
    """Rounds whose worker has died are begun again."""
    return work.take_up_silent(Round, grind.enqueue)


def expire_past_proposals() -> int:
    """Proposals whose day has come, pinned or not, are out of date."""
    past = Proposal.objects.filter(state=Proposal.State.OPEN, date__lte=timezone.localdate())
    return past.update(state=Proposal.State.EXPIRED)


def _expire_proposals(*, carried_over: list[Proposal]) -> None:
    """Earlier open proposals give way to the new ones; those pinned for another period stay."""
    replaced = Q(is_pinned=False) | Q(pk__in=[proposal.pk for proposal in carried_over])
    Proposal.objects.filter(replaced, state=Proposal.State.OPEN).update(state=Proposal.State.EXPIRED)


def _report(round_: Round, progress: matching.Progress) -> bool:
    """Write how far the engine is; False when somebody asked to stop, or another attempt has the round in hand."""
    still = work.mine(round_).filter(stop_asked=False)
    return bool(
        still.update(
            phase=progress.phase,
            progress=min(99, int(progress.fraction * 100)),
            objective=progress.objective,
            upper_bound=progress.upper_bound,
            beat_at=timezone.now(),
        )
    )

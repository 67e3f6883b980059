"""What other preferences would have changed in the last mouline: asked for, worked out behind a mouline, kept."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from exchanges.flows import work
from exchanges.flows.rounds import RoundUnderWay
from exchanges.models import Comparison, Round
from exchanges.rounds.comparing import Interrupted, TooManyPeople, compare_choices
from exchanges.rounds.pins import PinLost
from members.models import Member


class ComparisonUnderWay(Exception):
    """Another comparison is queued or running."""


def ask_for_comparison(*, by: Member, round_: Round, choices: Mapping[str, str]) -> Comparison:
    """Put a comparison in the queue, in the place of the one kept until now.

    Raises ComparisonUnderWay, or RoundUnderWay: a mouline would change what there is to compare.
    """
    work.give_up_lost(Comparison)
    if Round.objects.filter(state__in=Round.UNDER_WAY).exists():
        raise RoundUnderWay
    try:
        with transaction.atomic():
            Comparison.objects.exclude(state__in=Comparison.UNDER_WAY).delete()
            comparison = Comparison.objects.create(asked_by=by, round=round_, choices=dict(choices))
    except IntegrityError as error:
        raise ComparisonUnderWay from error
    transaction.on_commit(lambda: compare.enqueue(comparison.pk))
    return comparison


@task(priority=-10)
def compare(comparison_id: int) -> None:
    """The background task behind a comparison; every other one passes before."""
    if comparison := Comparison.objects.filter(pk=comparison_id).first():
        run_comparison(comparison=comparison)


def run_comparison(*, comparison: Comparison) -> Comparison:
    """Compare, unless a mouline is asked for before it is done: then it gives way and says so."""
    if not work.claim(comparison):
        return comparison
    with work.kept_alive(comparison):
        try:
            outcome = compare_choices(
                comparison.round,
                comparison.choices,
                today=timezone.localdate(),
                progress=work.now_and_then(lambda progress: _may_go_on(comparison)),
            )
            work.finish(comparison, state=Comparison.State.DONE, figures=asdict(outcome))
        except work.Overtaken:
            pass
        except Interrupted:
            work.fail(comparison, error="gave_way")
        except TooManyPeople:
            work.fail(comparison, error="too_many")
        except PinLost:
            work.fail(comparison, error="pinned")
        except Exception:
            work.fail(comparison, error="unexpected")
            raise
    comparison.refresh_from_db()
    return comparison


def take_up_silent_comparisons() -> int:
    """Comparisons whose worker has died are begun again."""
    return work.take_up_silent(Comparison, compare.enqueue)


def _may_go_on(comparison: Comparison) -> bool:
    """Whether no mouline waits, and no other attempt has the comparison in hand."""
    return work.mine(comparison).exists() and not Round.objects.filter(state__in=Round.UNDER_WAY).exists()

"""Two people read the same answers apart: draw them, see when both have finished, measure how far they agree."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.flows.refused import Refused
from members.models import Member
from surveys.agreement import Decisions, add_up, compare_readings
from surveys.flows.coding import answers_of
from surveys.models import Answer, Code, Coding, CodingSample, Edition, Reading


@dataclass(frozen=True)
class ThemeAgreement:
    """A theme, None for all together, and what the two decided of it."""

    code: Code | None
    decisions: Decisions


@dataclass(frozen=True)
class Difference:
    """An answer read differently: the codings of each person, in the order of the words."""

    answer: Answer
    sides: tuple[list[Coding], ...]


@transaction.atomic
def draw_sample(
    *,
    edition: Edition,
    size: int,
    coders: Sequence[Member],
    question_key: str = "",
    chance: random.Random | None = None,
) -> CodingSample:
    """Some answers nobody has read yet, drawn by lot, for two people. Raises Refused."""
    if len({coder.pk for coder in coders}) != 2:
        raise Refused(_("Choose two different people."))
    fresh = answers_of(edition, question_key).filter(readings=None, segments=None, samples=None)
    left = list(fresh.values_list("pk", flat=True))
    if len(left) < size:
        raise Refused(
            ngettext(
                "Only %(count)s answer has not been read yet. Write a smaller number.",
                "Only %(count)s answers have not been read yet. Write a smaller number.",
                len(left),
            )
            % {"count": len(left)}
        )
    sample = CodingSample.objects.create(edition=edition)
    sample.coders.set(coders)
    sample.answers.set(random.SystemRandom().sample(left, size))
    return sample


def measure_after(*, answer: Answer) -> CodingSample | None:
    """The sample this answer was the last of for its two readers, now measured; None when there is none."""
    sample = CodingSample.objects.filter(answers=answer, measured_on=None).first()
    return sample if sample and measure_sample(sample=sample) else None


@transaction.atomic
def measure_sample(*, sample: CodingSample) -> bool:
    """Measure once and for all how far the two agree, if both have finished; whether it was measured now."""
    sample = CodingSample.objects.select_for_update().get(pk=sample.pk)
    if sample.measured_on or who_still_reads(sample):
        return False
    answers = list(_readable(sample).values_list("pk", flat=True))
    first, second = (_codes_seen(sample, coder) for coder in readers_of(sample))
    decisions = compare_readings(answers, first, second)
    sample.measured = {str(code): list(asdict(table).values()) for code, table in decisions.items()}
    sample.measured_on = timezone.localdate()
    sample.save(update_fields=["measured", "measured_on"])
    return True


@transaction.atomic
def cancel_sample(*, sample: CodingSample) -> None:
    """Stop reading twice; what was read stays. Raises Refused once the agreement is measured."""
    if sample.measured_on:
        raise Refused(_("This agreement is already measured. It stays."))
    sample.delete()


def readers_of(sample: CodingSample) -> list[Member]:
    """The two, always in the same order."""
    return list(sample.coders.order_by("pk"))


def who_still_reads(sample: CodingSample) -> list[Member]:
    """Those who have not finished with every answer of the sample."""
    total = _readable(sample).count()
    done = Reading.objects.filter(answer__in=_readable(sample).values("pk")).order_by()
    return [coder for coder in readers_of(sample) if done.filter(coder=coder).count() < total]


def agreement_of(sample: CodingSample) -> list[ThemeAgreement]:
    """All themes together, then each by name: those that one of the two saw at least once. [] until it is measured."""
    tables = {int(code): Decisions(*numbers) for code, numbers in sample.measured.items()}
    codes = Code.objects.filter(pk__in=tables).order_by("folded_name", "pk")
    if not sample.measured_on:
        return []
    return [ThemeAgreement(None, add_up(tables.values())), *(ThemeAgreement(code, tables[code.pk]) for code in codes)]


def differences_of(sample: CodingSample) -> list[Difference]:
    """Answers in which the two do not see the same themes today, side by side. [] until the agreement is measured."""
    if not sample.measured_on:
        return []
    said: dict[int, dict[int, list[Coding]]] = defaultdict(lambda: defaultdict(list))
    codings = Coding.objects.filter(segment__answer__in=_readable(sample).values("pk"))
    codings = codings.select_related("segment__answer", "code").order_by("segment__start", "code__folded_name", "pk")
    for coding in codings:
        said[coding.segment.answer_id][coding.coder_id].append(coding)
    readers = [coder.pk for coder in readers_of(sample)]
    answers = _readable(sample).select_related("question").order_by("question__key", "pk")
    rows = [Difference(answer, tuple(said[answer.pk][reader] for reader in readers)) for answer in answers]
    return [row for row in rows if len({frozenset(one.code_id for one in side) for side in row.sides}) > 1]


def _readable(sample: CodingSample):
    """What a review has set apart since is no longer read by anybody."""
    return sample.answers.readable()


def _codes_seen(sample: CodingSample, coder: Member) -> dict[int, set[int]]:
    codings = Coding.objects.filter(coder=coder, segment__answer__in=_readable(sample).values("pk")).order_by()
    seen: dict[int, set[int]] = defaultdict(set)
    for answer, code in codings.values_list("segment__answer", "code"):
        seen[answer].add(code)
    return seen

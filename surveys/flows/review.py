"""Words that may say too much wait for a person's eye, thirty days at most; then they go."""

import datetime

from django.db import transaction
from django.utils import timezone

from surveys.models import Answer, Outcome, Response, SecondKeying, Segment

WAIT = datetime.timedelta(days=30)


def keep_text(*, answer: Answer) -> None:
    """Nothing that tells who spoke, or too much of them: it may be read and coded."""
    _settle(answer, Answer.Review.KEPT)


@transaction.atomic
def change_text(*, answer: Answer, text: str) -> None:
    """Keep the words but those that say too much. What was cut out before falls, since places have moved."""
    _drop_traces(answer)
    answer.text = text.strip()
    _settle(answer, Answer.Review.CHANGED if answer.text else Answer.Review.REMOVED)


@transaction.atomic
def remove_text(*, answer: Answer) -> None:
    """The words go, everywhere; choices and figures stay."""
    _drop_traces(answer)
    answer.text = ""
    _settle(answer, Answer.Review.REMOVED)


def purge_unreviewed() -> int:
    """Remove texts that have waited for 30 days; returns how many. Called every day."""
    too_old = Answer.objects.waiting_for_review().filter(flagged_on__lte=timezone.localdate() - WAIT)
    answers = list(too_old.order_by("pk"))
    for answer in answers:
        remove_text(answer=answer)
    return len(answers)


def _settle(answer: Answer, review: Answer.Review) -> None:
    answer.review, answer.flags, answer.flagged_on = review, [], None
    answer.save(update_fields=["text", "review", "flags", "flagged_on"])


def _drop_traces(answer: Answer) -> None:
    """Every copy of the words: sentences to publish, segments and what they became, the second keying."""
    answer.quotations.all().delete()
    Outcome.objects.filter(segment__answer=answer).delete()
    Segment.objects.filter(answer=answer).delete()
    second = SecondKeying.objects.filter(response=Response(pk=answer.response_id)).first()
    if second and answer.question.key in second.answers:
        second.answers[answer.question.key].pop("text", None)
        second.save(update_fields=["answers"])

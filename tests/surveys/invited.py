"""Somebody answered, their words became something, and they are invited: what tests of invitations say and send."""

from django.urls import reverse

from surveys.models import ContactSlip, Outcome
from tests.factories import surveys

JEANNE = {"first_name": "Jeanne", "last_name": "Fabre", "commune": "", "other_commune": "Valcroze", "agrees": "on"}


def say(edition, *words, name="Jeanne Fabre", linked=True, band="60_74", **slip) -> ContactSlip:
    """Somebody's sheet, what each of its answers became, and their slip, linked unless they did not agree."""
    version = edition.current_version
    response = surveys.ResponseFactory(version=version, age_band=band)
    for (kind, text), question in zip(words, version.questions.order_by("position"), strict=False):
        answer = surveys.AnswerFactory(response=response, question=question, text=text)
        fields = {"help": "tent"} if kind == "help" else {}
        surveys.OutcomeFactory(segment__answer=answer, segment__end=len(text), kind=kind, words=text, **fields)
    slip = surveys.ContactSlipFactory(edition=edition, name=name, **slip)
    if linked:
        surveys.SlipLinkFactory(response=response, slip=slip)
    return slip


def keep(*kinds: str, **changed: str) -> dict[str, str]:
    """What the form sends for these kinds of outcomes, kept as they are or changed."""
    sent = {}
    for outcome in Outcome.objects.order_by("pk"):
        sent[f"words_{outcome.pk}"] = changed.get(outcome.kind, outcome.words)
        if outcome.kind in kinds:
            sent[f"keep_{outcome.pk}"] = "on"
    return sent


def join(client, link, *kinds, **fields):
    client.get(link)
    return client.post(reverse("invitation"), {**JEANNE, **keep(*kinds), **fields})

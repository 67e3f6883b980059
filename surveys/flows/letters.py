"""Letters for those whom no mail reaches: each with a code of its own, of which only the print is kept."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from surveys.flows.invitations import fingerprint, with_sentences
from surveys.models import Edition, Invitation, Outcome

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another one on paper."""
GROUPS, A_GROUP = 4, 4
"""Sixteen of them, eighty bits: short enough to be typed, too many to be tried."""


@dataclass(frozen=True)
class Letter:
    """To whom, the code to be typed, and what they said. It is nowhere else: what is lost is written anew."""

    invitation: Invitation
    code: str
    sentences: tuple[str, ...]


@transaction.atomic
def write_letters(*, edition: Edition) -> list[Letter]:
    """One for each person to call who has none that is good, by name. Two people who press at once write each once."""
    return _write(Invitation.objects.to_write_to().filter(slip__edition=edition), edition)


@transaction.atomic
def write_letter(*, invitation: Invitation) -> Letter:
    """Another one for the same person: the former no longer opens anything. Raises Refused."""
    waiting = Invitation.objects.linked().to_call().filter(pk=invitation.pk)
    written = _write(waiting, invitation.slip.edition)
    if not written:
        raise Refused(_("There is nothing to write to this person any more."))
    return written[0]


def _write(invitations, edition: Edition) -> list[Letter]:
    rows = invitations.select_for_update(of=("self",)).select_related("slip", "slip__link__response")
    told = with_sentences(rows.order_by("slip__name", "pk"), edition)
    letters = [Letter(one, draw_code(), _sentences_of(outcomes)) for one, outcomes in told if outcomes]
    for letter in letters:
        held = letter.invitation
        held.code_hash, held.sent_on = fingerprint(letter.code), timezone.localdate()
        held.channel = Invitation.Channel.PHONE
    Invitation.objects.bulk_update([letter.invitation for letter in letters], ["code_hash", "sent_on", "channel"])
    return letters


def draw_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _turn in range(A_GROUP)) for _group in range(GROUPS))


def _sentences_of(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(outcome.segment.words.split()) for outcome in outcomes))

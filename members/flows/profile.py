"""What a person says of themself, and taking a pause."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from members.flows.accounts import TERMS_WORDING, record_consent
from members.models import Consent, Member

SHOWN_TO_GROUPS = {
    "shares_phone": Consent.Topic.PHONE_TO_GROUPS,
    "shares_email": Consent.Topic.EMAIL_TO_GROUPS,
}


@transaction.atomic
def change_profile(*, member: Member, facts: Mapping[str, object]) -> None:
    """Write what the person says; showing the phone or the e-mail to one's groups is a dated consent."""
    for name, value in facts.items():
        setattr(member, name, value)
    member.save()
    for name, topic in SHOWN_TO_GROUPS.items():
        if name in facts:
            record_consent(member=member, topic=topic, given=bool(facts[name]))


def pause_member(*, member: Member) -> None:
    """Nothing is proposed and nothing is written to them, until they come back."""
    if not member.is_paused:
        member.paused_at = timezone.now()
        member.save(update_fields=["paused_at"])


@transaction.atomic
def stop_writing(*, member: Member) -> None:
    """« Ne plus m'écrire »: a pause, and a dated no to being contacted."""
    pause_member(member=member)
    Consent.objects.create(member=member, topic=Consent.Topic.CONTACT, given=False, wording=TERMS_WORDING)


def resume_member(*, member: Member) -> None:
    if member.is_paused:
        member.paused_at = None
        member.save(update_fields=["paused_at"])

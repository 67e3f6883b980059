"""The one door mail goes through: written with what it tells, sent by the worker once that is saved."""

import re

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from members.models import Centre, Member, Message

WAY_OUT_SALT = "members.way_out"
MOST_TRIES = 5
BLANK_LINES = re.compile(r"\n\s*\n\s*\n")


def post(*, member: Member, kind: str, context: dict[str, object]) -> bool:
    """Write `templates/mail/<kind>` (.subject.txt, .txt, .html) to a member, in their language.

    Returns False when the member has no e-mail: somebody has to call them. The first mail to a person
    brought in from a sheet says so, with the way out.
    """
    if not member.mail_to:
        return False
    from_sheet = member.brought_by_id is not None and member.told_of_sheet_at is None
    with translation.override(member.language):
        full = {
            **context,
            "member": member,
            "way_out_url": settings.SITE_URL + reverse("way_out", args=[way_out_token(member)]),
            "from_sheet": from_sheet,
        }
        message = Message.objects.create(member=member, kind=kind, **_write(kind, full))
    if from_sheet:
        Member.objects.filter(pk=member.pk).update(told_of_sheet_at=timezone.now())
        member.told_of_sheet_at = timezone.now()
    transaction.on_commit(lambda: send.enqueue(message.pk))
    return True


def post_to_stranger(*, email: str, language: str, kind: str, context: dict[str, object]) -> None:
    """Send `templates/mail/<kind>` at once to somebody who is no member yet; nothing of it is kept.

    For the worker, since it waits for the mail server. Raises OSError when the mail did not leave.
    """
    with translation.override(language):
        written = _write(kind, {**context, "from_sheet": False})
    mail = EmailMultiAlternatives(written["subject"], written["text"], to=[email])
    mail.attach_alternative(written["html"], "text/html")
    mail.send()


def _write(kind: str, context: dict[str, object]) -> dict[str, str]:
    """Subject, text and HTML, in the language of the moment."""
    full = {**context, "centre": Centre.load(), "site_url": settings.SITE_URL}
    return {
        "subject": " ".join(render_to_string(f"mail/{kind}.subject.txt", full).split())[:200],
        "text": BLANK_LINES.sub("\n\n", render_to_string(f"mail/{kind}.txt", full)).strip() + "\n",
        "html": render_to_string(f"mail/{kind}.html", full),
    }


@task()
def send(message_id: int) -> None:
    """Send one message; a failure is kept on the row, and `send_waiting` tries again later."""
    message = Message.objects.select_related("member").filter(pk=message_id, state=Message.State.WAITING).first()
    if message is None or not message.member.mail_to:
        return
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.member.mail_to])
    mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except OSError:
        Message.objects.filter(pk=message.pk).update(tries=F("tries") + 1)
        Message.objects.filter(pk=message.pk, tries__gte=MOST_TRIES).update(state=Message.State.FAILED)
        return
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=timezone.now())


def send_waiting() -> None:
    """Try again what could not be sent; called by the daily round of chores."""
    waiting = Message.objects.filter(state=Message.State.WAITING, tries__gt=0)
    for message_id in waiting.values_list("pk", flat=True):
        send.enqueue(message_id)


def way_out_token(member: Member) -> str:
    """A signed token that names the member without any personal data."""
    return signing.dumps(member.pk, salt=WAY_OUT_SALT)


def member_of_token(token: str) -> Member | None:
    """The member a way-out link was written for, or None when the link is not one of ours."""
    try:
        return Member.objects.filter(pk=signing.loads(token, salt=WAY_OUT_SALT)).first()
    except signing.BadSignature:
        return None

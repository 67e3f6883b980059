"""What the questionnaire writes to people."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from members import mail
from members.sheets.emails import read_emails
from members.sheets.names import split_name
from surveys.models import Invitation, Outcome

MOST_SENTENCES = 3


def invite_by_mail(*, invitation: Invitation, code: str, outcomes: Iterable[Outcome]) -> None:
    """The link to join, to the e-mail of the slip; the person's own sentences stand beside it. Raises OSError."""
    slip = invitation.slip
    sentences = dict.fromkeys(outcome.segment.words for outcome in outcomes)
    spoken = slip.link.response.language
    mail.post_to_stranger(
        email=read_emails(slip.email).addresses[0],
        language=spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        kind="survey_invitation",
        context={
            "first_name": split_name(slip.name)[0],
            "edition": slip.edition,
            "sentences": list(sentences)[:MOST_SENTENCES],
            "days": Invitation.LASTS.days,
            "link": settings.SITE_URL + reverse("invitation_open", args=[code]),
        },
    )

"""Print the letters of those whom no mail reaches: their own words, the centre's phone, and a code that opens them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from exchanges.flows.rosters import make_centre_header
from exchanges.rosters.invitation_letter import InvitationLetter, render_letters
from exchanges.rosters.typesetting import Gettext
from members.models import Centre
from members.sheets.names import split_name
from surveys.flows.letters import Letter
from surveys.models import Invitation


def print_letters(*, letters: Sequence[Letter]) -> bytes:
    """One PDF, a page a person, each in the language of their sheet, or in French where we do not write it."""
    centre, today = Centre.load(), timezone.localdate()
    return render_letters(
        [_draw(letter) for letter in letters],
        centre=make_centre_header(centre),
        hours=tuple(centre.opening_hours.splitlines()),
        day=today,
        gettext_in=_gettext_in,
    )


def _draw(letter: Letter) -> InvitationLetter:
    slip = letter.invitation.slip
    spoken = slip.link.response.language
    return InvitationLetter(
        name=slip.name,
        first_name=split_name(slip.name)[0],
        sentences=letter.sentences,
        url=settings.SITE_URL + reverse("invitation_open", args=[letter.code]),
        until=timezone.localdate() + Invitation.LASTS,
        lang=spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
    )


def _gettext_in(language: str) -> Gettext:
    def say(message: str) -> str:
        with override(language):
            return gettext(message)

    return say

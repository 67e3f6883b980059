"""Outings on paper: who goes where in a week, the sheet of each outing, and the sheet for interviewers."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from exchanges.flows.rosters import make_centre_header
from exchanges.rosters.outing_sheet import GuideSection, OutingPaper, render_guide, render_outings
from members.models import Centre
from members.wording import say_date_and_hours
from surveys.guide import SECTIONS
from surveys.models import Outing


def print_outings(*, outings: Sequence[Outing]) -> bytes:
    """The PDF of these outings of one edition, fetched with their place, village and interviewers."""
    return render_outings(
        [_make_paper(outing) for outing in outings],
        centre=make_centre_header(Centre.load()),
        name=str(outings[0].edition),
        day=timezone.localdate(),
        lang=get_language() or "fr",
        gettext=gettext,
    )


def print_guide(*, notes: Sequence[str] = ()) -> bytes:
    """The sheet for interviewers, with what the centre adds."""
    return render_guide(
        [GuideSection(str(section.title), tuple(map(str, section.says))) for section in SECTIONS],
        centre=make_centre_header(Centre.load()),
        notes=notes,
        day=timezone.localdate(),
        lang=get_language() or "fr",
        gettext=gettext,
    )


def _make_paper(outing: Outing) -> OutingPaper:
    place = outing.place
    lang = get_language() or "fr"
    return OutingPaper(
        when=say_date_and_hours(outing.date, outing.starts_at, outing.ends_at, lang=lang),
        place=f"{place.name}, {place.commune}" if place.commune else place.name,
        kind=str(outing.get_kind_display()).capitalize(),
        names=tuple(outing.names),
        missing=outing.missing,
        note=outing.note,
        url=settings.SITE_URL + reverse("place_entry", args=[place.code]),
    )

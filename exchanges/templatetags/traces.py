"""What a person said, on pages of the team about them. ``{% load traces %}``."""

from collections.abc import Iterator

from django import template
from django.utils.text import capfirst

from exchanges.space_words import say_sheet, say_where_said
from members.models import Member, Offer, Request
from surveys.models import Outcome

register = template.Library()

Line = dict[str, str]


@register.inclusion_tag("exchanges/_said_by.html")
def said_by(person: Member) -> dict[str, object]:
    """``{% said_by person %}``: living offers and requests, hands and ideas, with the sentence, place and month of
    each."""
    return {"lines": [*_wishes(person), *_hands_and_ideas(person)]}


def _wishes(person: Member) -> Iterator[Line]:
    sheet = "outcome__segment__answer__response__place"
    for kind, css, icon in ((Offer, "galet-share", "partage"), (Request, "galet-learn", "apprend")):
        wishes = kind.objects.living().filter(member=person).select_related("skill", sheet).order_by("said_on", "pk")
        for wish in wishes:
            outcome = getattr(wish, "outcome", None)
            words = outcome.segment.words if outcome else wish.words
            yield {"title": str(wish), "css": css, "icon": icon, "words": words, "where": say_where_said(wish)}


def _hands_and_ideas(person: Member) -> Iterator[Line]:
    """Those they said yes to when they joined."""
    said = Outcome.objects.filter(member=person, kind__in=(Outcome.Kind.HELP, Outcome.Kind.IDEA))
    for outcome in said.select_related("segment__answer__response__place").order_by("pk"):
        response = outcome.segment.answer.response
        is_help = outcome.kind == Outcome.Kind.HELP
        yield {
            "title": capfirst(outcome.get_help_display() if is_help else outcome.get_kind_display()),
            "css": "",
            "icon": "heart-handshake" if is_help else "plant-2",
            "words": outcome.segment.words,
            "where": say_sheet(response.place.name if response.place else "", response.day),
        }

"""What a person said, on pages of the team about them. ``{% load traces %}``."""

from django import template

from exchanges.space_words import say_where_said
from members.models import Member, Offer, Request

register = template.Library()


@register.inclusion_tag("exchanges/_said_by.html")
def said_by(person: Member) -> dict[str, object]:
    """``{% said_by person %}``: living offers and requests with the sentence each came from, its place and month."""
    sheet = "outcome__segment__answer__response__place"
    lines = []
    for kind in (Offer, Request):
        for wish in (
            kind.objects.living().filter(member=person).select_related("skill", sheet).order_by("said_on", "pk")
        ):
            outcome = getattr(wish, "outcome", None)
            words = outcome.segment.words if outcome else wish.words
            lines.append({"wish": wish, "is_offer": kind is Offer, "words": words, "where": say_where_said(wish)})
    return {"lines": lines}

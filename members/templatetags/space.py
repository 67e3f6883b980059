"""Tags of « Mon espace »: links that stay in the same name, and the week in half-days. ``{% load space %}``."""

from collections.abc import Collection

from django import template

from members.acting import link_for
from members.models import Period, Weekday

register = template.Library()

PERIOD_ICONS = {Period.MORNING: "sunrise", Period.AFTERNOON: "sun", Period.EVENING: "moon"}


@register.simple_tag(takes_context=True)
def space_url(context: dict, name: str, **kwargs: object) -> str:
    """``{% space_url "offer_edit" pk=offer.pk %}``: for oneself, or for the `person` the page is about."""
    return link_for(context["request"].user, context["person"], name, **kwargs)


@register.inclusion_tag("members/_week.html")
def week(slots: Collection[tuple[int, int]], editable: bool = False) -> dict[str, object]:
    """``{% week slots %}``: seven rows of three half-days; with `editable`, boxes named « slots »."""
    rows = [
        {
            "label": day.label,
            "cells": [
                {"value": f"{day.value}-{period.value}", "label": period.label, "on": (day.value, period.value) in slots}
                for period in Period
            ],
        }
        for day in Weekday
    ]
    periods = [{"label": period.label, "icon": PERIOD_ICONS[period]} for period in Period]
    return {"rows": rows, "periods": periods, "editable": editable}

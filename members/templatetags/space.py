"""Tags of « Mon espace »: links that stay in the same name, and the week in half-days. ``{% load space %}``."""

from collections.abc import Collection

from django import template
from django.utils.translation import get_language

from members import wording
from members.acting import link_for
from members.models import DatedException, Period, Weekday

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
                {
                    "value": f"{day.value}-{period.value}",
                    "label": period.label,
                    "on": (day.value, period.value) in slots,
                }
                for period in Period
            ],
        }
        for day in Weekday
    ]
    periods = [{"label": period.label, "icon": PERIOD_ICONS[period]} for period in Period]
    return {"rows": rows, "periods": periods, "editable": editable}


@register.filter
def said_days(exception: DatedException) -> str:
    """« du 8 au 14 mars 2027 », « samedi 13 mars 2027, matin »."""
    lang = get_language() or "fr"
    if exception.first_day == exception.last_day:
        days = wording.say_date(exception.first_day, lang=lang)
    else:
        days = wording.say_date_range(exception.first_day, exception.last_day, lang=lang)
    return days if exception.period is None else f"{days}, {exception.get_period_display()}"

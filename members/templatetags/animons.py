"""Tags of every page: pictograms."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> str:
    """A pictogram of the sprite, hidden from screen readers: its word always stands beside it."""
    return format_html(
        '<svg class="picto {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("img/pictos.svg"),
        name,
    )

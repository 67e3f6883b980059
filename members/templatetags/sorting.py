"""Sentences of « À classer » and of what was learned there, said in one go: ``{% load sorting %}``."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from members.flows.words_to_sort import WordGroup
from members.models import SkillTerm

register = template.Library()


@register.filter
def said_counts(group: WordGroup) -> SafeString:
    """``{{ group|said_counts }}``: « 2 personnes partagent, 1 personne aimerait apprendre »."""
    offers, requests = group.offers, group.requests
    shares = ngettext("%(counter)s person shares", "%(counter)s people share", offers)
    learns = ngettext("%(counter)s person would like to learn", "%(counter)s people would like to learn", requests)
    said = [format_html('<span class="share">{}</span>', shares % {"counter": offers})] if offers else []
    said += [format_html('<span class="learn">{}</span>', learns % {"counter": requests})] if requests else []
    return SafeString(", ".join(said))


@register.filter
def said_by(term: SkillTerm) -> str:
    """``{{ term|said_by }}``: « Nadia Costes », « le centre », « des habitants, 3 fois »."""
    if term.source == SkillTerm.Source.PICKED:
        text = ngettext("a resident, once", "residents, %(times)s times", term.times)
        return text % {"times": term.times}
    if term.added_by is None or term.added_by.erased_at:
        return gettext("the centre")
    return term.added_by.get_full_name()

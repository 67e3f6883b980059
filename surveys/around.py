"""The words around the questions that the interviewer's phone says to the person, in their language."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from surveys.languages import spoken_in

WORDS = {
    "next": _("Next"),
    "back": _("Back"),
    "finish": _("It is finished"),
    "precise": _("In a few words"),
    "clear": _("I take this answer away"),
    "name": _("First name and name"),
    "phone": _("Phone"),
    "reach": _("A phone number or an e-mail: one is enough."),
    "email": _("E-mail"),
    "agrees_to_contact": _("The centre may call or write to me."),
    "agrees_to_news": _("I want to know what comes of it."),
    "linked": _("You may put my answers with my name."),
    "is_adult_or_accompanied": _("I am 18, or a parent is beside me."),
}


def words_around(language: str) -> dict[str, object]:
    """`texts` by name, and the `language` they are really in."""
    spoken = spoken_in(language)
    with translation.override(spoken):
        return {"language": spoken, "texts": {name: str(words) for name, words in WORDS.items()}}

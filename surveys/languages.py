"""Languages a questionnaire may be asked in: more than those of the screens, since a neighbour may read only theirs."""

from collections.abc import Mapping, Sequence

NAMES = {
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""Code to the name its readers know."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps"})

SPOKEN = frozenset(NAMES) - {"ps"}
"""Languages the words around the questions are said in: `locale/<code>`, whole for what the person reads."""


def spoken_in(language: str) -> str:
    """The language of the words around questions asked in `language`: French where we have none we are sure of."""
    return language if language in SPOKEN else "fr"


def say(texts: Mapping[str, str], language: str, offered: Sequence[str] = ("fr",)) -> str:
    """The text in this language; else in the first offered that has it, else in any; "" when there is none."""
    return next((texts[code] for code in (language, *offered, *texts) if texts.get(code)), "")

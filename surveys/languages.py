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


def say(texts: Mapping[str, str], language: str, offered: Sequence[str] = ("fr",)) -> str:
    """The text in this language; else in the first offered that has it, else in any; "" when there is none."""
    return next((texts[code] for code in (language, *offered, *texts) if texts.get(code)), "")

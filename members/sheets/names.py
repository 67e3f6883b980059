"""People's and places' names, written as one would write them on a roster."""

import re

from members.sheets.vocabulary import words_of

_SMALL = words_of("de du des d' la le les l' et en sur sous à au aux lès lez von van der den da do dos di y")
_LEADING = words_of("le la les du des de da do dos di van von el al ben")
_TITLES = re.compile(r"^(m|mr|mme|mlle|mrs|ms|monsieur|madame|mademoiselle|melle|dr)\b\.?\s+", re.IGNORECASE)
_NO_NAME = words_of("? - -- --- . / x xx xxx anonyme inconnu inconnue néant neant na n/a nc sans")


def tidy_name(text: str) -> str:
    """« MARTIN » gives Martin, « le goff » Le Goff, « jean-pierre » Jean-Pierre; a name typed with care stays."""
    name = " ".join(text.replace("’", "'").split()).strip(" .,;:")
    name = _TITLES.sub("", name)
    if name.casefold() in _NO_NAME or not any(sign.isalpha() for sign in name):
        return ""
    careless = name.isupper() or name.islower()
    return re.sub(
        r"[^\s'-]+", lambda found: _capitalise(found[0]) if careless or _is_loud(found[0]) else found[0], name
    )


def split_name(text: str, *, family_first: bool = False) -> tuple[str, str]:
    """First and family name of a single cell: « MARTIN Lucas », « Lucas MARTIN », « Martin, Lucas », « Lucas Le Goff ».

    Capitals say which is the family name; a comma puts it first; otherwise the first name comes first, unless
    `family_first` (a column called « Nom prénom »). One word alone is a first name.
    """
    name = _TITLES.sub("", " ".join(text.split()).strip(" .;:"))
    if "," in name:
        family, first = (part.strip() for part in name.split(",", 1))
        return tidy_name(first), tidy_name(family)
    words = name.split()
    loud = [word for word in words if _is_loud(word)]
    if loud and len(loud) < len(words):
        family = [word for i, word in enumerate(words) if _is_loud(word) or _leads_to_loud(words, i)]
        first = [word for i, word in enumerate(words) if not (_is_loud(word) or _leads_to_loud(words, i))]
        return tidy_name(" ".join(first)), tidy_name(" ".join(family))
    if len(words) < 2:
        return tidy_name(name), ""
    if words[0].casefold() in _LEADING and len(words) > 2:  # « Le Goff Lucas »
        return tidy_name(" ".join(words[2:])), tidy_name(" ".join(words[:2]))
    if family_first:
        return tidy_name(" ".join(words[1:])), tidy_name(words[0])
    return tidy_name(words[0]), tidy_name(" ".join(words[1:]))


def tidy_place(text: str) -> str:
    """« SAINT-AUBIN SUR LOUE » gives « Saint-Aubin sur Loue »; a place typed with care stays."""
    name = re.sub(r"\s*\(?\b\d{5}\b\)?\s*", " ", text)
    name = " ".join(name.replace("’", "'").split()).strip(" .,;:-")
    if not (name.isupper() or name.islower()):
        return name
    words = re.split(r"([\s'-]+)", name.lower())
    return "".join(
        word if i > 0 and (word in _SMALL or not word.isalpha()) else word[:1].upper() + word[1:]
        for i, word in enumerate(words)
    )


def _capitalise(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _is_loud(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and word == word.upper()


def _leads_to_loud(words: list[str], i: int) -> bool:
    """« le GOFF », « de la TOUR »: the small word belongs to the capitals after it."""
    return (
        words[i].casefold() in _SMALL | _LEADING
        and i + 1 < len(words)
        and (_is_loud(words[i + 1]) or _leads_to_loud(words, i + 1))
    )

"""Reduce a French word to what its cousins share: « tricoter », « tricots », « tricoteuse » give « tricot ».

Few rules, on folded words, longest ending first. The stem is a key, not a word; two words
are cousins when their stems are equal.
"""

import re
from functools import lru_cache

_MIN_STEM = 4
_FEMININE = re.compile(r"(?<=[ao]i)ses?$")
_ENDINGS = (
    *("issements", "issement", "issages", "issage", "trices", "trice"),
    *("ateurs", "ateur", "ations", "ation", "ements", "ement", "euses", "euse"),
    *("eries", "erie", "eurs", "eur", "ages", "age", "antes", "ante", "ants", "ant"),
    *("erais", "erait", "aient", "eras", "erai", "era", "ais", "ait", "ent", "ons", "ees"),
    *("ee", "er", "ez", "es", "ir", "it", "is", "e", "i", "s", "x"),
)
_IRREGULAR = {
    **dict.fromkeys(("yeux", "oeil"), "oeil"),
    **dict.fromkeys(("velos", "velo"), "velo"),
    **dict.fromkeys(("tomates", "tomate"), "tomate"),
    **dict.fromkeys(("photos", "photo"), "photo"),
    **dict.fromkeys(("coudre", "couds", "coud", "cousu", "cousue", "couture", "coutures"), "coutur"),
    **dict.fromkeys(("peindre", "peins", "peint", "peinte", "peintre", "peintures", "peinture"), "peintur"),
    **dict.fromkeys(("cuire", "cuis", "cuit", "cuite", "cuisson"), "cuire"),
    **dict.fromkeys(("lire", "lis", "lit", "lisent", "lecture", "lectures"), "lire"),
    **dict.fromkeys(("ecrire", "ecris", "ecrit", "ecrits", "ecrivent"), "ecrire"),
    **dict.fromkeys(("reparer", "reparation", "reparations", "repare", "repar"), "repar"),
    **dict.fromkeys(("portage", "portages"), "portage"),
    **dict.fromkeys(("portee", "portees"), "portee"),
    **dict.fromkeys(("teindre", "teinture", "teintures"), "teintur"),
}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > _MIN_STEM and word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    word = _FEMININE.sub("s", word)
    if len(word) >= _MIN_STEM and word[-1] in "sx" and word[-2] != "s" and not word.endswith("ais"):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > _MIN_STEM and word[-1] == word[-2] != "l":
        word = word[:-1]
    return word

"""Tell what people refuse, lend, give away or complain of from what they wish. All on folded text, shorthand spelt out.

A refusal opens its clause (« pas le crochet »), stands anywhere in it (« je n'aime pas coudre »), ends it
(« la danse, jamais »), or is a clause by itself that falls back on what precedes (« …, non merci »).
"""

import re

_IN_FULL = {
    "jms": "jamais",
    "c": "c'est",
    "cest": "c'est",
    "tt": "tout",
    "nn": "non",
    "nan": "non",
    "pr": "pour",
    "pa": "pas",
}
_SHORTHAND = re.compile(rf"(?<!['\w])(?:{'|'.join(_IN_FULL)})(?!['\w.])")

_PAS_THAT_REFUSES = (
    r"pas\b(?! (?:cher|cheres?|a pas|de danse|trop|ete|mal|encore|bien|facile|su|grand|alle|d.idee|l.envie|le temps)\b)"
)
_AT_START = re.compile(
    r"^(?:(?:ah|oh|euh|ben|alors|mais|et|non) )*"
    r"(?:(?:surtout pas|sauf|exceptee?s?|hormis|a part|ni|tout plutot que)\b"
    rf"|{_PAS_THAT_REFUSES}|plus (?:jamais )?(?:de|d)\b|jamais (?:plus )?(?:de|d)\b|non (?:a|au|aux)\b"
    r"|stop\b|rien a voir avec\b|tout mais pas\b|epargnez|evitez|gardez (?:votre|vos)\b|laissez.moi\b"
    r"|fini(?:e?s)? (?:le|la|les|l)\b|no )"
)
_NOT_LIKED = (
    r"\b(?:aime|aimons|aimais|veux|voulons|souhaite|voudrais|aimerais|supporte)"
    r" (?:vraiment |surtout |trop |plus du tout )?(?:pas|plus|guere|point)\b",
    r"\b(?:dit|tente|branche|interesse|passionne|attire) (?:vraiment |absolument |carrement )?(?:pas|rien|guere)\b",
    r"\b(?:aime|aimerais|prefere) (?:mieux |autant )(?:pas|eviter)\b|\bj.ai jamais aime\b",
    r"\b(?:aucune?|pas) (?:envie|interet)\b",
    r"\b(?:pas|zero|plus) (?:fan|branche|emballee?|envie|motivee?|attiree?|dispo(?:see)?)\b",
    r"\bpas (?:pour (?:moi|nous)|(?:du tout |trop |vraiment )?(?:mon|notre) (?:truc|delire|fort)|interess)",
    r"\bpeux (?:pas|plus) (?:voir|sentir|supporter|encadrer)\b",
)
_DREADED = (
    r"\bdeteste|\bhorreur\b|\bhais\b|\bras[ -]le[ -]bol\b|\ball?ergique\b|\bphobi(?:e|que)\b|\b(?:bof|beurk|berk)\b",
    r"\bm.ennuie\b|\bme (?:gonfle|saoule|soule|barbe|gave|rase)\b|\bme donne(?:nt)? (?:des boutons|la nausee)\b",
    r"\bfach\w+ avec\b|\bj.evite\b|\bje fuis\b|\bm.en (?:fiche|fous|moque)\b|\bplutot (?:mourir|crever)\b",
)
_DECLINED = (
    r"\b(?:non|no) (?:merci|thanks)\b|\bmerci bien non\b|\bsans (?:facon|moi)\b|\bpeu pour (?:moi|nous)\b",
    r"\bc.est non\b|\bjamais de la vie\b|\b(?:hors de|pas) question\b|\bmeme pas en (?:reve|peinture)\b",
    r"\b(?:pas|plus) entendre parler\b|\bparlez (?:surtout )?(?:pas|plus)\b",
    r"\b(?:comptez|demandez|proposez) (?:surtout )?pas\b|\bje (?:me|m.en) pass(?:e|erai)\b",
    r"\bj.ai (?:deja )?donne\b|\bchacun son truc\b|\blaisse\b.*\baux autres\b|\b(?:fait|font) deux(?=\W*$)",
)
_ANYWHERE = re.compile("|".join((*_NOT_LIKED, *_DREADED, *_DECLINED)))
_AT_END = re.compile(r"[ :]+(?:(?:alors |ca |c.est )?non|jamais|pas du tout|surtout pas)[ .!]*$")
_ALONE = re.compile(
    r"^(?:(?:alors |ca |ah |euh |mais )?non(?: (?:non|merci|plus))?|(?:non )?jamais(?: de la vie)?"
    r"|(?:bof ?)+|beurk|surtout pas|pas du tout|sans (?:facon|moi)|(?:hors de|pas) question|meme pas(?: en reve)?"
    r"|c.est (?:non|fini|mort)|je passe(?: mon tour)?|(?:tres )?peu pour moi|(?:c.est )?pas (?:pour moi|mon truc)"
    r"|moi ca fait deux|j.aime pas|no way|never"
    r"|(?:ne )?(?:m.en|me|nous) parlez (?:pas|plus)(?: de ca)?"
    r"|j.en (?:ai (?:soupe|marre|assez)|veux (?:pas|plus|point)))$"
)
_WHO = re.compile(r"^(?:moi|nous|tout )?(?:ca)?$")
_LOAN = re.compile(
    r"^(?:je |j.|on |nous )?(?:peux |pourrais |peut |veux bien )?"
    r"(?:prete(?:r|rais)?|loue(?:r|rais)?|vend(?:re|s|rais)?"
    r"|(?:conduire|emmener|vehiculer|accompagner) (?:les|des|mes|une?)"
    r" (?:gens|anciens|personnes?|voisine?s?|malades?))\b"
    r"|^(?:je cherche |il (?:me |nous )?faut |besoin de )?quelqu.un pour "
    r"(?!.*\b(?:apprendre|montrer|expliquer|aider|initier))"
    r"|^(?:je )?donne(?:r|rais)? (?:des|mes|mon|ma|un|une|du) (?!cours|lecons?|conseils?|coups?|astuces?|idees?)"
    r"|\ba (?:donner|vendre|preter|louer)\b"
)
_COMPLAINT = re.compile(
    r"^(?:un grand )?(?:merci|bravo)(?: (?:pour|a|aux?|de votre)\b|[ .!]*$)|^(?:y a |il y a )?trop de\b"
    r"|^(?:il )?(?:n.)?y a (?:plus|pas|trop)\b"
    r"|^(?:il |ca )?(?:manque|manquerait|faudrait) (?:un|une|des|de|du|plus)\b"
    r"(?!.*\b(?:cours|ateliers?|lecons?|stages?|initiations?|profs?|professeurs?)\b)"
)


def spell_out(folded: str) -> str:
    """The same words with the shorthand of phones written in full: « jms de foot », « la poterie c mort »."""
    return _SHORTHAND.sub(lambda found: _IN_FULL[found[0]], folded)


def opens_refusal(folded: str) -> bool:
    """« pas le crochet », « je prête ma remorque », « y a plus de bus »: this clause and what follows are no wish."""
    return bool(_AT_START.match(folded) or _LOAN.search(folded) or _COMPLAINT.match(folded))


def lends(folded: str) -> bool:
    """« je prête ma remorque », « des pommes à donner »: what stands beside may be lent or given too."""
    return bool(_LOAN.search(folded))


def says_refusal(folded: str) -> bool:
    """« la couture bof », « je n'aime pas la couture »."""
    return bool(_ANYWHERE.search(folded) or _AT_END.search(folded))


def refuses_what_precedes(folded: str) -> bool:
    """« …, non merci »: a clause that is nothing but a refusal."""
    return bool(_ALONE.match(folded.strip(" .!")))


def says_only_who(folded: str) -> bool:
    """« chanter, moi ? jamais »: a clause that only says who, or points to what precedes."""
    return bool(_WHO.match(folded.strip(" .!")))

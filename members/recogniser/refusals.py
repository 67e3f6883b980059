"""Tell what people refuse, lend, give away or complain of from what they wish. All on folded text."""

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
_SHORTHAND = re.compile(r"(?<!['\w])(?:jms|c|cest|tt|nn|nan|pr|pa)(?!['\w.])")

_PAS_THAT_KEEPS = (
    r"(?!\s+(?:cher|cheres?|a\s+pas|de\s+danse|trop|ete|mal|encore|bien|facile|su|grand|alle"
    r"|d.idee|l.envie|le\s+temps)\b)"
)
_AT_START = re.compile(
    r"^(?:(?:ah|oh|euh|ben|alors|mais|et|non)\s+)*"
    rf"(?:(?:surtout\s+pas|sauf|exceptee?s?|hormis|a\s+part|ni|tout\s+plutot\s+que)\b|pas\b{_PAS_THAT_KEEPS}"
    r"|plus\s+(?:jamais\s+)?(?:de|d)\b|jamais\s+(?:plus\s+)?(?:de|d)\b|non\s+(?:a|au|aux)\b|stop\b|rien\s+a\s+voir\s+avec\b"
    r"|tout\s+mais\s+pas\b|epargnez|evitez|gardez\s+(?:votre|vos)\b|laissez.moi\b|fini(?:e?s)?\s+(?:le|la|les|l)\b|no\s+)"
)
_ANYWHERE = re.compile(
    r"\b(?:aime|aimons|aimais|veux|voulons|souhaite|voudrais|aimerais|supporte)\s+"
    r"(?:vraiment\s+|surtout\s+|trop\s+|plus\s+du\s+tout\s+)?(?:pas|plus|guere|point)\b"
    r"|\bdeteste|\bhorreur\b|\bhais\b|\bras[\s-]le[\s-]bol\b|\ballergique\b|\bphobi(?:e|que)\b"
    r"|\b(?:pas|plus)\s+entendre\s+parler\b|\bparlez\s+(?:surtout\s+)?(?:pas|plus)\b"
    r"|\b(?:non|no)\s+(?:merci|thanks)\b|\bmerci\s+bien\s+non\b|\bsans\s+(?:facon|moi)\b"
    r"|\bjamais\s+de\s+la\s+vie\b|\bplutot\s+(?:mourir|crever)\b|\bpeu\s+pour\s+(?:moi|nous)\b"
    r"|\bpas\s+(?:pour\s+(?:moi|nous)|(?:du\s+tout\s+|trop\s+|vraiment\s+)?(?:mon|notre)\s+(?:truc|delire|fort)|interess)"
    r"|\b(?:dit|tente|branche|interesse|passionne|attire)\s+(?:vraiment\s+|absolument\s+|carrement\s+)?(?:pas|rien|guere)\b"
    r"|\b(?:hors\s+de|pas)\s+question\b|\b(?:aucune?|pas)\s+(?:envie|interet)\b|\bj.ai\s+(?:deja\s+)?donne\b"
    r"|\bchacun\s+son\s+truc\b|\blaisse\b.*\baux\s+autres\b|\b(?:bof|beurk|berk)\b|\bm.ennuie\b"
    r"|\bme\s+(?:gonfle|saoule|soule|barbe|gave|rase)\b|\bc.est\s+non\b"
    r"|\b(?:pas|zero|plus)\s+(?:fan|branche|emballee?|envie|motivee?|attiree?|dispo(?:see)?)\b|\bje\s+(?:me|m.en)\s+pass(?:e|erai)\b"
    r"|\b(?:fait|font)\s+deux(?=\W*$)|\b(?:comptez|demandez|proposez)\s+(?:surtout\s+)?pas\b|\bmeme\s+pas\s+en\s+(?:reve|peinture)\b"
    r"|\bpeux\s+(?:pas|plus)\s+(?:voir|sentir|supporter|encadrer)\b|\bj.ai\s+jamais\s+aime\b|\bm.en\s+(?:fiche|fous|moque)\b"
    r"|\b(?:aime|aimerais|prefere)\s+(?:mieux\s+|autant\s+)(?:pas|eviter)\b|\balergique\b|\bj.evite\b|\bje\s+fuis\b"
    r"|\bfach\w+\s+avec\b|\bme\s+donne(?:nt)?\s+(?:des\s+boutons|la\s+nausee)\b"
)
_AT_END = re.compile(r"[\s:]+(?:(?:alors\s+|ca\s+|c.est\s+)?non|jamais|pas\s+du\s+tout|surtout\s+pas)[\s.!]*$")
_ALONE = re.compile(
    r"^(?:(?:alors\s+|ca\s+|ah\s+|euh\s+|mais\s+)?non(?:\s+(?:non|merci|plus))?|(?:non\s+)?jamais(?:\s+de\s+la\s+vie)?"
    r"|(?:bof\s*)+|beurk|surtout\s+pas|pas\s+du\s+tout"
    r"|sans\s+(?:facon|moi)|(?:hors\s+de|pas)\s+question|meme\s+pas(?:\s+en\s+reve)?"
    r"|c.est\s+(?:non|fini|mort)|je\s+passe(?:\s+mon\s+tour)?"
    r"|(?:tres\s+)?peu\s+pour\s+moi|(?:c.est\s+)?pas\s+(?:pour\s+moi|mon\s+truc)|moi\s+ca\s+fait\s+deux|j.aime\s+pas|no\s+way|never"
    r"|(?:ne\s+)?(?:m.en|me|nous)\s+parlez\s+(?:pas|plus)(?:\s+de\s+ca)?|j.en\s+(?:ai\s+(?:soupe|marre|assez)|veux\s+(?:pas|plus|point)))$"
)
_WHO = re.compile(r"^(?:moi|nous|tout\s+)?(?:ca)?$")
_LOAN = re.compile(
    r"^(?:je\s+|j.|on\s+|nous\s+)?(?:peux\s+|pourrais\s+|peut\s+|veux\s+bien\s+)?"
    r"(?:prete(?:r|rais)?|loue(?:r|rais)?|vend(?:re|s|rais)?"
    r"|(?:conduire|emmener|vehiculer|accompagner)\s+(?:les|des|mes|une?)\s+(?:gens|anciens|personnes?|voisine?s?|malades?))\b"
    r"|^(?:je\s+cherche\s+|il\s+(?:me\s+|nous\s+)?faut\s+|besoin\s+de\s+)?quelqu.un\s+pour\s+"
    r"(?!.*\b(?:apprendre|montrer|expliquer|aider|initier))"
    r"|^(?:je\s+)?donne(?:r|rais)?\s+(?:des|mes|mon|ma|un|une|du)\s+(?!cours|lecons?|conseils?|coups?|astuces?|idees?)"
    r"|\ba\s+(?:donner|vendre|preter|louer)\b"
)
_COMPLAINT = re.compile(
    r"^(?:un\s+grand\s+)?(?:merci|bravo)(?:\s+(?:pour|a|aux?|de\s+votre)\b|[\s.!]*$)|^(?:y\s+a\s+|il\s+y\s+a\s+)?trop\s+de\b"
    r"|^(?:il\s+)?(?:n.)?y\s+a\s+(?:plus|pas|trop)\b|^(?:il\s+|ca\s+)?(?:manque|manquerait|faudrait)\s+(?:un|une|des|de|du|plus)\b"
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

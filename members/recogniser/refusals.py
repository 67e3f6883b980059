"""Tell what people refuse, lend, give away or complain of from what they wish. All on folded text."""

import re

_PAS_THAT_KEEPS = (
    r"(?!\s+(?:cher|cheres?|a\s+pas|de\s+danse|trop|ete|mal|encore|bien|facile|su|grand|alle"
    r"|d.idee|l.envie|le\s+temps)\b)"
)
_AT_START = re.compile(
    r"^(?:(?:ah|oh|euh|ben|alors|mais|et|non)\s+)*"
    rf"(?:(?:surtout\s+pas|sauf|exceptee?s?|hormis|a\s+part|ni)\b|pas\b{_PAS_THAT_KEEPS}"
    r"|plus\s+(?:jamais\s+)?(?:de|d)\b|jamais\s+(?:de|d)\b|non\s+(?:a|au|aux)\b|stop\b|rien\s+a\s+voir\s+avec\b"
    r"|tout\s+mais\s+pas\b|epargnez|evitez|no\s+)"
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
    r"|\bme\s+(?:gonfle|saoule|barbe)\b"
)
_AT_END = re.compile(r"[\s:]+(?:(?:alors\s+|ca\s+|c.est\s+)?non|jamais|pas\s+du\s+tout|surtout\s+pas)[\s.!]*$")
_ALONE = re.compile(
    r"^(?:(?:alors\s+|ca\s+|ah\s+|euh\s+|mais\s+)?non(?:\s+(?:non|merci|plus))?|jamais|bof|beurk|surtout\s+pas|pas\s+du\s+tout"
    r"|sans\s+facon|pas\s+question|(?:tres\s+)?peu\s+pour\s+moi|pas\s+pour\s+moi|j.aime\s+pas|no\s+way|never"
    r"|(?:ne\s+)?(?:m.en|me|nous)\s+parlez\s+pas(?:\s+de\s+ca)?|j.en\s+(?:ai\s+(?:soupe|marre|assez)|veux\s+(?:pas|plus|point)))$"
)
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
)


def opens_refusal(folded: str) -> bool:
    """« pas le crochet », « je prête ma remorque », « y a plus de bus »: this clause and what follows are no wish."""
    return bool(_AT_START.match(folded) or _LOAN.search(folded) or _COMPLAINT.match(folded))


def says_refusal(folded: str) -> bool:
    """« la couture bof », « je n'aime pas la couture »."""
    return bool(_ANYWHERE.search(folded) or _AT_END.search(folded))


def refuses_what_precedes(folded: str) -> bool:
    """« …, non merci »: a clause that is nothing but a refusal."""
    return bool(_ALONE.match(folded.strip(" .!")))

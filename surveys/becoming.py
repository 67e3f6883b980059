"""Sentences as they go on after « Je sais… », « J’aimerais apprendre… », « Je suis prêt·e à… ». No database."""

import re

from members.folding import fold

MOST_LETTERS = 200
_LEAST_LETTERS = 3

_I = r"(?:moi,?\ )?(?:je\ |j['’]|on\ |nous\ )"
_WELL = r"(?:\ (?:bien|aussi|assez|un\ peu|volontiers|d[ée]j[àa]))*"
_LEARN, _TEACH = r"(?:apprendre|savoir)(?:\ [àa])?", r"(?:apprendre|montrer|enseigner)(?:\ [àa])?"
_OF = r"(?=\ (?:du|des|de|la|le|les)\ |\ [dl]['’])"
_OPENINGS = {
    "offer": (
        rf"{_I}(?:sais|sait|savons){_WELL}(?:\ faire{_OF})?",
        rf"{_I}(?:peux|peut|pourrais|propose){_WELL}(?:\ d[e'’])?\ ?(?:vous\ )?{_TEACH}",
        rf"{_I}(?:connais|conna[iî]t|ma[iî]trise|pratique){_WELL}",
    ),
    "request": (
        rf"{_I}(?:aimerais?|voudrais?|souhaite(?:rais?)?|veux){_WELL}(?:\ pouvoir)?(?:\ {_LEARN})?",
        rf"{_I}(?:ai|aurais|r[êe]ve)(?:\ envie)?\ d(?:e\ |['’]){_LEARN}",
        _LEARN,
    ),
    "help": (
        rf"(?:{_I}(?:suis|serais|sommes|est)\ )?pr[êe]t(?:\(?e?s?\)?|[·.]e)?s?\ (?:[àa]|pour)",
        rf"{_I}(?:peux|peut|pourrais|pourrait|pouvons|propose){_WELL}(?:\ de)?",
    ),
}
_PATTERNS = {
    kind: [re.compile(rf"{opening}\ ", re.IGNORECASE | re.VERBOSE) for opening in openings]
    for kind, openings in _OPENINGS.items()
}
_HELPS = {
    "tent": "tentes? barnums? tables? chaises? bancs? sono materiel outils? remorque vaisselle echelle",
    "cakes": "gateaux? cakes? crepes? tartes? quiches? patisseries? repas buffets? soupes? confitures? plats? cuisiner",
    "car": "voitures? covoiturages? covoiturer conduire vehicules? camions? camionnette trajets? transporter? minibus",
    "room": "locaux local garages? salles? granges? terrains? hangars? stocker cour",
    "time": "temps accompagner visites? visiter lire lecture ecouter compagnie parler promener devoirs",
    "hands": "mains? bras aider? aides? monter demonter porter installer ranger benevoles? benevolat stands? "
    "organiser bricoler participer distribuer",
}
"""Folded words that tell what help is meant; the first kind that is heard wins."""
_HELP_PATTERNS = {help: re.compile(rf"\b(?:{'|'.join(words.split())})\b") for help, words in _HELPS.items()}


def continue_sentence(words: str, kind: str) -> str:
    """The words as they go on after the opening that says what they are: « je sais tricoter » gives « tricoter ».

    Words that have no such opening stay as they are.
    """
    words = " ".join(words.split())
    for pattern in _PATTERNS.get(kind, ()):
        found = pattern.match(words)
        if found and len(words) - found.end() >= _LEAST_LETTERS:
            words = words[found.end() :]
            break
    return words[:MOST_LETTERS].rstrip()


def guess_help(words: str) -> str:
    """What help these words offer, « hands » and the like; « other » when they do not say."""
    folded = fold(words)
    return next((help for help, pattern in _HELP_PATTERNS.items() if pattern.search(folded)), "other")

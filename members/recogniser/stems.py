"""Reduce a French word to what its cousins share: « tricoter », « tricots », « tricoteuse » give « tricot ».

Few rules, on folded words, longest ending first. The stem is a key, not a word; two words
are cousins when their stems are equal.
"""

import re
from functools import lru_cache

_MIN_STEM = 4
_MIN_FAMILY = 5
_HELD_KEY = re.compile(r"(.)\1\1+")
_FEMININE = re.compile(r"(?<=[ao]i)ses?$")
_FAMILY_ENDINGS = (
    *("issements", "issement", "issages", "issage", "trices", "trice"),
    *("ateurs", "ateur", "ations", "ation", "ements", "ement", "euses", "euse"),
    *("eries", "erie", "eurs", "eur", "ages", "age", "antes", "ante", "ants", "ant"),
)
_ENDINGS = (
    *("erais", "erait", "aient", "eras", "erai", "era", "ais", "ait", "ent", "ons", "ees"),
    *("ee", "er", "ez", "es", "ir", "it", "is", "e", "i", "s", "x"),
)
_ALL_ENDINGS = (
    *((ending, _MIN_FAMILY) for ending in _FAMILY_ENDINGS),
    *((ending, _MIN_STEM) for ending in _ENDINGS),
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
    # Words that look alike and are none: each family is known by its first word.
    **{
        word: family.split()[0]
        for family in (
            "modelage modelages modeler modeleur",
            "cartonnage cartonnages cartonner cartonnier",
            "repriser reprisage",
            "chaux",
            "affuter affute affutage affuteur",
            "loupe loupes",
            "moulinex",
            "mouliner moulinage",
            "plomberie plombier plombiers",
            "froment",
            "ramener ramene",
            "fourme fourmes",
            "crepe crepes creperie crepier",
            "crepir crepi crepis crepissage",
            "croissant croissants",
            "conservateur conservateurs conservatrice",
            "gigoteuse gigoteuses",
            "procuration procurations",
            "stationner stationne stationnement stationnements",
            "chauffeur chauffeurs",
            "massage massages masser masseur masseuse masseurs",
            "lignee lignees",
            "tetee tetees teter",
            "saurait saurais saurai saura",
            "ecarter ecarte ecartement",
            "donnees donnee",
            "elevage elevages elever eleveur eleveurs eleveuse elevent",
            "cailler caillage caillette",
            "coiffure coiffures coiffer coiffeur coiffeurs coiffeuse coiffeuses coiffage",
            "potager potagers potagere potageres",
            "pouls",
            "compteur compteurs",
            "compter comptage",
            "isoler isolation isolations isolant isolants",
            "adoucisseur adoucisseurs",
            "adoucissant adoucissants",
            "amender amendement amendements",
            "anglais anglaise anglaises",
            "appli applis application applications",
            "apple",
            "archiver archivage",
            "articulation articulations articulaire articulaires",
            "bourree bourrees",
            "bolognaise bolognaises",
            "brancher branchement branchements rebrancher",
            "charger chargeur chargeurs chargement",
            "cintreuse cintreuses cintrage",
            "colombage colombages",
            "compresse compresses",
            "compresseur compresseurs",
            "croquis",
            "demarchage demarcheur demarcheurs",
            "egoutter egouttage egouttoir",
            "etabli etablis",
            "farcir farci farcis farcie farcies",
            "ferment ferments",
            "fermer fermeture fermetures",
            "gallois galloise galloises",
            "griotte griottes",
            "lettrage lettrages",
            "maree marees",
            "marmotte marmottes",
            "palette palettes",
            "piquer piquage",
            "plancher planchers",
            "plante plantes",
            "pointer pointage pointeur pointeurs",
            "pomponner",
            "prosit",
            "rallonge rallonges",
            "reciter recitation recitations",
            "repair",
            "satine satinee",
            "serpent serpents",
            "sonnette sonnettes",
            "tracteur tracteurs",
            "twister",
            "traiter traitement traitements",
            "traite traites",
            "ports port",
            "toilettage toiletter toiletteur toiletteuse",
            "presser pressage pressoir",
            "present presents",
            "baguer baguage",
            "restaurant restaurants",
            "tenter",
            "serrer serrage",
            "tailleur tailleurs",
            "livrer livreur livraison livraisons",
            "ranger range ranges rangement rangements",
            "grillage grillages grillager",
            "fraise fraises",
            "argenterie",
            "mandarine mandarines",
            "goutte gouttes goutter",
            "gouter gouters",
            "habiter habite habitant habitants habitation habitations habitat",
            "classer classement classements classeur classeurs",
            "departement departements",
            "content contents",
            "couvent couvents",
            "cheminee cheminees",
            "berger bergers bergerie bergeries",
            "eclairage eclairages eclairer",
            "brochette brochettes",
            "fourrage fourrages",
            "tisser tissage tissages tisserand tisserands",
            "ventilateur ventilateurs",
            "congelateur congelateurs",
            "tuyau tuyaux",
            "noyau noyaux",
            "boyau boyaux",
            "vitrail vitraux",
            "aliment aliments alimentation",
            "jeuner",
            "entendant entendants",
            "assouplissant assouplissants",
            "assouplissement assouplissements assouplir assouplis",
            "pedaler pedalant pedalons",
            "chauffage chauffages chaufage",
            "crochet crochets crocher crocheter",
            "cadrer cadrage cadrages",
            "pondre pond pondent pondu ponte pontes pondeuse pondeuses",
            "chataignier chataigniers chataigner",
        )
        for word in family.split()
    },
}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word."""
    word = _HELD_KEY.sub(r"\1\1", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > _MIN_STEM and word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    word = _FEMININE.sub("s", word)
    if len(word) >= _MIN_STEM and word[-1] in "sx" and word[-2] != "s" and not word.endswith("ais"):
        word = word[:-1]
    for ending, least in _ALL_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word.removesuffix(ending)
            break
    if len(word) > _MIN_STEM and word[-1] == word[-2] != "l":
        word = word[:-1]
    return word


def lighten(word: str) -> str:
    """A folded word without its plural and feminine endings: « poules » and « poule » are « poul »."""
    return word.rstrip("sx").removesuffix("e")

"""The fields of each kind of sheet, and the header words they go by.

Patterns are read in order on folded header words (`headers.header_words`): the first that matches wins, so the
precise ones come first (« nom de la salle » before « nom », « apprendre aux autres » before « apprendre »).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    RESIDENTS = "residents"
    VENUES = "venues"
    SURVEY = "survey"


QUESTION = "question:"
"""Before the key of a question: `question:change` is the field of a column that answers it."""


@dataclass(frozen=True)
class Field:
    """`several`: more than one column may hold it, and their cells are read together."""

    code: str
    several: bool = False


FIELDS = {
    Kind.RESIDENTS: (
        Field("first_name"),
        Field("family_name"),
        Field("full_name"),
        Field("birth_year"),
        Field("commune"),
        Field("phone", several=True),
        Field("email", several=True),
        Field("offers", several=True),
        Field("requests", several=True),
        Field("availability", several=True),
        Field("household"),
        Field("note", several=True),
    ),
    Kind.VENUES: (
        Field("name"),
        Field("commune"),
        Field("places"),
        Field("open_half_days", several=True),
        Field("accessible"),
        Field("address"),
    ),
    # And a field per question of the edition the answers go to (`QUESTION`).
    Kind.SURVEY: (
        Field("day"),
        Field("place"),
        Field("kind"),
        Field("met"),
        Field("commune"),
        Field("age"),
        Field("sheet_number"),
        Field("consent"),
        Field("first_name"),
        Field("family_name"),
        Field("full_name"),
        Field("phone", several=True),
        Field("email", several=True),
        Field("new_question", several=True),
    ),
}

CONTACTS = frozenset({"first_name", "family_name", "full_name", "phone", "email"})
"""Fields of a survey's sheet that say who answered."""

_EMAIL = r"\b(e ?mails?|mels?|mails?|courriels?|adel|adresse (electronique|internet))\b"
_PHONE = r"\b(tel|tels|tph|teleph\w*|phone|portables?|mobiles?|fixe|gsm|whatsapp|numeros?|joindre|appeler)\b"
_FULL_NAME = r"\bprenoms?\b.*\bnoms?\b|\bnoms?\b.*\bprenoms?\b|nom complet|full name|identite|appelez vous"
_FIRST_NAME = r"prenom|first name|given name|forename|petit nom"
_FAMILY_NAME = r"nom de (famille|naissance|jeune fille)|nom d usage|patronyme|surname|(last|family) name|^nom$|^noms$"
_SHARE = r"propos|offr|offer|partag|transm|enseign|montr|animer|donn|apport|talent|competence|share|teach|give"
_LEARN = r"apprend|appren|cherch|recherch|demand|decouvr|recevoir|besoin|learn|request|wish"
_PLACE = r"commune|cmne|cne|village|ville|localite|quartier|hameau|bourg|town|habite|habitez|vivez"
_FREE = r"dispo|creneau|libre|quand|moments?|horaires?|available|availability|demi journees?|planning"

PATTERNS = {
    Kind.RESIDENTS: (
        ("", r"horodat|timestamp|^dates?$|date de (saisie|reponse|rencontre|visite|passage)|consent|accord|rgpd|droit"),
        ("", r"\bchanger\b|quotidien|mobiliser"),
        ("email", _EMAIL),
        ("phone", _PHONE),
        ("birth_year", r"\b(nee?s?|naiss\w*|ddn|age|annees?|birth\w*|born|tranche|generation)\b"),
        ("full_name", _FULL_NAME),
        ("first_name", _FIRST_NAME),
        ("family_name", _FAMILY_NAME),
        (
            "offers",
            r"(apprendre|montrer|expliquer) (aux|a d|a des|a vos|a mes|a l)\b"
            r"|je (peux|sais|saurais)|savez vous|(sav(ent|ez)|sait) faire",
        ),
        ("offers", rf"\b({_SHARE})"),
        ("requests", rf"\b({_LEARN})"),
        ("availability", rf"\b({_FREE})"),
        ("household", r"\b(foyers?|menages?|household|famille)\b"),
        ("commune", rf"\b({_PLACE})|residence|domicile|^lieu$"),
        ("requests", r"\b(voudrai\w*|aimerai\w*|souhait\w*|envies?|want|like)\b"),
        ("offers", r"\b(savoirs?|savoir faire|sais|sait|know|skills?)\b"),
        ("full_name", r"^(noms?|name|qui|habitante?s?|personnes?|adherente?s?|participante?s?|membres?|benevoles?)\b"),
        ("note", r"remarque|\bnotes?\b|observation|commentaire|divers|autres? infos?|comment"),
    ),
    Kind.VENUES: (
        ("accessible", r"accessib|fauteuil|\bpmr\b|handicap|wheelchair|mobilite"),
        ("places", r"\b(places?|capacite|jauge|nombre|nb|effectif|seats?|capacity|contenance|maxi?)\b|personnes"),
        ("open_half_days", rf"\b({_FREE})|\b(ouver\w*|open\w*|jours?)\b"),
        ("address", r"adresse|\brue\b|address"),
        ("name", r"\b(salles?|locaux|local|venue|room|nom|name|lieux|equipement|batiment)\b|^lieu\b(?! d)"),
        ("commune", rf"\b({_PLACE})"),
        ("name", r"\blieu\b"),
    ),
    Kind.SURVEY: (
        ("", r"enquet|interviewer|saisi\b|remarque|observation|commentaire"),
        ("met", r"\b(personnes?|gens|nb|nombre|combien)\b.*\b(rencontrees?|croisees?)\b|\bpeople met\b"),
        ("kind", r"^(type|genre|sorte|nature|kind)( de (lieu|sortie|rencontre)| of place)?$"),
        ("sheet_number", r"^(n|no|num|id|fiche|feuille)$|\b(n|no|num|numero) (de )?(la )?(fiche|feuille)|sheet"),
        ("email", _EMAIL),
        ("consent", r"accord|consent|recontact|rgpd|autoris|accepte|agree"),
        ("phone", rf"{_PHONE}|\bcontact\b|coordonnees"),
        ("full_name", _FULL_NAME),
        ("first_name", _FIRST_NAME),
        ("family_name", _FAMILY_NAME),
        ("question:change", r"\bchang|quotidien|ameliorer"),
        ("question:ready", r"mobilis|engager|\bprete?s?\b|coup de main|implique|involved"),
        ("question:savoirs_have", r"(apprendre|montrer|expliquer) (aux|a d|a des|a vos|a mes|a l)\b"),
        ("question:savoirs_seek", r"appren|decouvr|learn|savoir\w* (recherch|cherch|demand)|^demandes?$"),
        ("question:savoirs_have", r"je (sais|peux)|(sav(oir|ez|ent)|sais|sait) (vous )?faire|savez vous|can you"),
        ("question:savoirs_have", rf"\b({_SHARE})"),
        ("question:like", r"\b(j )?aim|\benvies?\b|souhait|voudr|\bidees?\b|\breves?\b|\blike\b"),
        ("age", r"\bages?\b|tranche|generation|naiss|\bnee?s?\b|birth"),
        ("day", r"^dates?\b|\bdate d[eu]\b|horodat|timestamp|^jours?$|^day$"),
        ("commune", r"commune|cmne|cne|village|ville|localite|hameau|bourg|town|residence|domicile|habit|vivez"),
        ("place", r"\blieux?\b|endroit|\bplace\b|rencontre|sortie|evenement|quartier"),
    ),
}

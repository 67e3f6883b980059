"""The fields of each kind of sheet, and the header words they go by.

Patterns are read in order on folded header words (`headers.header_words`): the first that matches wins, so the
precise ones come first (« nom de la salle » before « nom », « apprendre aux autres » before « apprendre »).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    RESIDENTS = "residents"
    VENUES = "venues"


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
}

_SHARE = r"propos|offr|offer|partag|transm|enseign|montr|animer|donn|apport|talent|competence|share|teach|give"
_LEARN = r"apprend|appren|cherch|recherch|demand|decouvr|recevoir|besoin|learn|request|wish"
_PLACE = r"commune|cmne|cne|village|ville|localite|quartier|hameau|bourg|town|habite|habitez|vivez"
_FREE = r"dispo|creneau|libre|quand|moments?|horaires?|available|availability|demi journees?|planning"

PATTERNS = {
    Kind.RESIDENTS: (
        ("", r"horodat|timestamp|^dates?$|date de (saisie|reponse|rencontre|visite|passage)|consent|accord|rgpd|droit"),
        ("", r"\bchanger\b|quotidien|mobiliser"),
        ("email", r"\b(e ?mails?|mels?|mails?|courriels?|adel|adresse (electronique|internet))\b"),
        ("phone", r"\b(tel|tels|tph|teleph\w*|phone|portables?|mobiles?|fixe|gsm|whatsapp|numeros?|joindre|appeler)\b"),
        ("birth_year", r"\b(nee?s?|naiss\w*|ddn|age|annees?|birth\w*|born|tranche|generation)\b"),
        ("full_name", r"\bprenoms?\b.*\bnoms?\b|\bnoms?\b.*\bprenoms?\b|nom complet|full name|identite|appelez vous"),
        ("first_name", r"prenom|first name|given name|forename|petit nom"),
        (
            "family_name",
            r"nom de (famille|naissance|jeune fille)|nom d usage|patronyme|surname|(last|family) name|^nom$|^noms$",
        ),
        (
            "offers",
            r"(apprendre|montrer|expliquer) (aux|a d|a des|a vos|a mes|a l)\b"
            r"|je (peux|sais|saurais)|savez vous|sav(ent|ez) faire",
        ),
        ("offers", rf"\b({_SHARE})"),
        ("requests", rf"\b({_LEARN})"),
        ("availability", rf"\b({_FREE})"),
        ("household", r"\b(foyers?|menages?|household|famille)\b"),
        ("commune", rf"\b({_PLACE})|residence|domicile|^lieu$"),
        ("requests", r"\b(voudrai\w*|aimerai\w*|souhait\w*|envies?|want|like)\b"),
        ("offers", r"\b(savoirs?|savoir faire|sais|know|skills?)\b"),
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
}

"""Tell clauses that name a thing of a savoir without wishing to learn it or pass it on. All on folded text.

« Un composteur devant la mairie », « on me répare ma machine ? », « mon fils est apiculteur » speak of compost, repairs
and bees, yet nobody asks to learn. They are read by their turn of phrase, whatever they name; what is heard in them is
asked about or left for staff, never accepted unasked. Words of learning (« quelqu'un pour m'apprendre ») take the doubt
away.
"""

import re


def _either(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_TO_LEARN = re.compile(
    r"\b(?:ap+ren(?:d(?:s|re|rai\w*)|n\w+|tissage|ant)|montre\w*|expliqu\w+|initi\w+|enseign\w+|transmet\w+|debut\w+"
    r"|form(?:er|ation)|progress\w+|perfectionn\w+|cours|ateliers?|lecons?|stages?|profs?|professeurs?|astuces?|comment"
    r"|combien (?:les?|la|de|pour)|quoi en faire|comprend\w* (?:rien|rin|pas))\b"
    r"|\b(?:j.?aimerais|(?:je )?voudrais|envie (?:de|d)) (?:(?:bien|aussi|savoir|pouvoir|me|m|en|y) )*"
    r"\w{2,}(?:er|ir|re)\b"
)

_BROKEN = _either(
    "foutue?s? panne bouchee?s? cassee?s? noire? lente? bloquee?s? tombee?s? voilee?s? percee?s? coincee?s?"
)
_MY = r"(?:mon|ma|mes|notre|nos)"
_SOMEBODY = r"(?:quelqu.?un|quelqun|qqn|qqun|kelkun)"
_RELATIVE = _either(r"""
    mari femme epoux epouse conjoint conjointe fils filles? gars gamine?s? gosses? enfants? maman papa meres? peres?
    parents? soeurs? freres? oncle tante neveux? niece cousine?s? voisine?s? copine?s? copains? amie?s? collegues?
""")
_KIN = rf"(?:(?:arriere|petite?s?|belles?|beaux?|grande?s?)[\s-])*{_RELATIVE}"
_IN_NEED = r"(?:pas|plus|rien|rin|jamais|veut|veulent|voudrai\w+|aimerai\w+|cherche\w*|sourde?s?|aide|besoin)"
_TRADE = _either(r"""
    plombier electricien macon menuisier coiffeur coiffeuse couturiere? jardinier garagiste mecanicien boulanger
    boulangere patissier cuisiniere? serrurier peintre chauffagiste informaticien reparateur cordonnier artisan
    bricoleur ecrivain traducteur traductrice interprete photographe kine masseur masseuse osteopathe dentiste
    medecin docteur infirmiere? estheticienne veterinaire nounou fleuriste fromager maraichere? producteur epicier
    boucher conseiller conseillere facteur
""")
_EVENT = _either(r"""
    fetes? concours tournois? bals? concerts? spectacles? expos? expositions? conferences? festivals? defiles?
    kermesses? foires? lotos? bourses? trocs? banquets? aperos? carnavals? voyages? soirees? projections? vide
    braderies?
""")
_EQUIPMENT = _either(r"""
    fours? composteurs? rucher terrains? salles? local locaux kiosque panneaux? parking bornes? distributeurs?
    boites? abris? bennes? fontaine station rampe bancs? espaces? lieux? endroits? cabine \w+theques? pistes?
    chemins? passerelle navettes? bus cars? camion commerces? epicerie magasins? boutiques? services? permanences?
    antenne guichet trottoirs? aires? poubelles? toilettes platanes lampadaires
""")
_PUBLIC = _either(r"""
    place halles? mairie eglise ecole college lycee creche cantine pharmacie boulangerie poste cimetiere stade gare
    salle(?!\s(?:de\sbains?|d.eau|a\smanger)) rue route parking immeubles? residence quartier village bourg commune
    poubelles? arret parc plage portail cour toit lavoir
""")
_TIME = _either(r"lundi mardi mercredi jeudi vendredi samedi dimanche soir matin midi week.?end semaine mois \d+\s?h")
_MEND = _either(r"""
    reparer repeindre refaire remettre restaurer renover nettoyer entretenir baliser debroussailler tondre planter
    replanter fleurir decorer installer changer sauver proteger
""")
_BESIDE = _either("sur devant derriere sous pres cote bas autour entree milieu jusqu.(?:a|au|aux)")

_SERVICE = (
    r"\bqu.on (?:me|m|nous|vienne)\b",  # « qu'on me raccourcisse mes rideaux »
    r"^(?:est.ce qu.)?on (?:me|m|nous|pourrait|devrait)\b",
    rf"\b{_SOMEBODY} (?:qui|pour)\b",
    r"^qui (?!va\b|a\b)|\bqui (?:peut|pourrai[st]?|veut|voudrai[st]?)\b",
    r"\bvous (?:connaissez|avez|auriez|pouvez|pourriez|faites|vendez)\b",
    rf"^(?:(?:je|on|nous) )?(?:re)?cherch(?:e|ons|erais) (?:une?|le|la|des|{_SOMEBODY})\b",
    rf"\bbesoin (?:de {_SOMEBODY}|qu.on)\b",
    rf"\b(?:cherche|une?|des?|d|plus aucune?) (?:\w+ )?{_TRADE}s?\b",  # « un bon plombier »
    r"\ba domicile\b|\bse deplac\w+\b|\bfaire venir\b|\bqui (?:vient|viendrait|passerait)\b",
    r"\bje (?:ne )?peux plus (?:les?|la|tondre|porter|becher|conduire|couper|tailler|jardiner|bricoler|faire|monter)\b",
)
_FOR_THE_PLACE = (
    r"^(?:(?:il|ca|y) )?(?:nous )?(?:faut|faudrait|fodrait|manque|manquerait) (?:une?|des?|du|d|plus|qu\w*)\b",
    r"^(?:il |ca )?faudrait\b|^(?:qu.on|que (?:la|le|les|l))\b|^(?:a quand|et si|si on|ce serait|ca serait|vivement)\b",
    r"^(?:moins|plus|davantage|pas assez) (?:de|d)\b|^(?:une?|des) (?:vrai|autre)e?s?\b|^(?:re|r)ouvr\w+\b",
    rf"^(?:(?:re)?faire |organiser )?(?:une?|des|le|la|les) (?:grande?s? |petite?s? |belles? )?{_EVENT}\b|^un marche\b",
    rf"^(?:une?|des|plus de|d) (?:\w+ )?{_EQUIPMENT}\b",
    rf"^(?:une?|des) .*\b(?:le|les|tous les|par|apres) {_TIME}s?\b",  # « un camion de pizzas le vendredi »
    rf"\b{_BESIDE} (?:de |du |des )?(?:la |le |les |l.)?{_PUBLIC}\b",  # « devant la mairie »
    rf"^{_MEND} .*\b(?:{_PUBLIC}|sentiers?|chemins?|chapelle|moulin|canal|riviere|batiments?)\b",
    r"\b(?:pour|avec|a) (?:tous|toutes|tout le monde|les gens)\b|\btous ensemble\b|^des .*\bpas chere?s?\b",
    r"^(?:visiter|assister|aller (?:voir|au (?:cine\w*|theatre|concert|musee|match|spectacle|restaurant|cirque)))\b",
    rf"\b(?:dans (?:la|le|l)|pour (?:la|le|l)|au) {_PUBLIC}\b",
    r"\b(?:de la|de l) (?:commune|mairie|place|rue|cantine)\b|\bsalle des fetes\b",
    r"\bqui (?:r|re)?ouvr\w+\b|\bouverte?s? (?:le|tous|plus|tard|jusqu)|\bferme(?:e|es|s|nt)? (?:le|tous|trop)\b",
    r"\b(?:municipa|communa)(?:le?s?|ux)\b|(?<!en )\bpubli(?:cs?|ques?)\b|\bcollecti(?:fs?|ves?)\b|\bgeante?s?\b",
    r"\borganis(?:er?|ez|ons) (?:une?|des)\b|\b(?:l.acheter|acheter (?:a|ensemble|en commun))\b|\bachats? group",
    r"\binterdi\w+",
)
_TOLD = (
    rf"^(?:(?:et|mais|moi) )?{_MY} (?:\w+ )?{_KIN}"
    rf" (?!(?:et|pour|de|d|du|a moi|m.a|me|a eu)\b)(?!.*\b{_IN_NEED}\b)\w+",  # « ma voisine fait des tourtières »
    rf"^(?:le|la|les|l) (?:voisine?s?|anciens|jeunes|gens|enfants|chasseurs) (?!.*\b{_IN_NEED}\b)\w+",
    r"^(?:moi )?j.? ?(?:etais|ete)\b|^je suis (?:une? )?ancien|\bj.ai (?:travaille|bosse|fait)\b(?! ca\b).*\bans\b",
    r"^(?:avant|autrefois|jadis|dans le temps)\b|\b(?:il|elle|ils|mari|femme|pere|mere) (?:est|sont) mort",
    r"\btout vendu\b|\bont (?:toute?s? )?creve|(?<!qu.)\bon (?!fait\b|sait\b|\w*rait\b)\w+ait\b",
    r"\bm.(?:a|ont) (?:vole|abime|casse|mange)|\bj.avais\b|\bc.est (?:elle|lui|ma \w+|mon \w+) qui\b",
)
_COMPLAINED = (
    r"\bc.? ?est (?:vraiment |bien |trop |plus |pas )?"
    r"(?:dangereux|une? (?:honte|catastrophe)|malheureux|triste|dommage|scandal\w+|penible|assez|loin|cher|sale"
    r"|bruyant)\b",
    r"\bpersonne (?:ne |n.)?(?:fait|vient|passe|ramasse|nettoie|entretient)\b",
    r"\by ?.? ?a (?:pas|plus|trop|rien|que)\b|\btrop de\b|\b(?:est|sont) pleine?s? de\b|\bil parait\b",
    r"\b(?:est|sont) (?:toujours |toute?s? |mal )*(?:abandonne|entretenu|degrade|envahi|inonde|sale|pourri)e?s?\b",
    r"\b(?:va|vont|a|ont) ferm\w+|^(?:ils|elles) |\b(?:passe|capte) (?:pas|plus|mal) (?:chez|dans|ici)\b",
    r"\btrop (?:chere?|loin|tard)s?\b|\bon (?:n.)?a (?:plus|pas|rien|jamais) (?:de|d|que)\b",
    rf"^(?:(?:le|la|les|ce|cet|cette|ces) |l['\s])(?!.*\b{_BROKEN}\b).*"  # « la chorale manque d'hommes »
    r"\b(?:est|sont|ont|etai\w+|vont|font|n.a|n.ont|manquent?|a (?:disparu|augmente))\b",
    r"^les \w+ (?:qui |ne |se )*(?!(?:comment|souvent|vraiment|seulement)\b)\w+ent\b",
    r"\bon (?:attend|creve|capte|s.?ennuie|se dit|marche|peut plus)\b",
)
_DISLIKED = (
    r"\bsuis (?:vraiment )?(?:pas|plus) (?:une? |du tout )?\w+(?:eur|euse|iere?|if|ive)\b",  # « je suis pas bricoleur »
    r"\bc.est (?:mort|fini)\b|\bmauvais souvenirs?\b",
    r"\bme (?:fait|font) (?:honte|peur|rire|suer)\b|\bme (?:fatigue|deprime|stresse|degoute|casse)(?:nt)?\b",
)
_GIVEN = (
    rf"\bsi (?:{_SOMEBODY}|ca sert|besoin)\b|\ba qui (?:veut|voudra|en veut)\b|\bservez.vous\b|\ba disposition\b",
    r"\b(?:venir|passer|viens|venez) (?:le|la|les) (?:chercher|prendre)\b|\ba (?:debarrasser|ceder|adopter)\b",
    r"^(?:donne|prete|vends?|loue|cede) (?!(?:le|la|l|les|des|de|du|une?|cours|lecons?|conseils?|coups?)\b)",
    r"\ben (?:ai )?trop\b|\bplein (?:le|la|mon|ma) (?:grenier|cave|garage|maison)\b",
    r"^(?:j.? ?)?echange (?:des?|mes|mon|ma|une?|du)\b|\bpeu(?:t|vent) servir\b|\ba emporter\b|^gratuite?$",
    r"\bje (?:le|la|les) (?:vends|donne|prete|loue|laisse)\b|\bdonne(?:nt)? trop\b|\bser(?:t|vent) (?:plus|a rien)\b",
    r"\b(?:pour|chez|aux) (?:les |le |la )?(?:anciens|vieux|gens|malades|pauvres|prematures|personnes|secours|sans.abri"
    r"|voisine?s?|fete|carnaval|kermesse|telethon)\b",
    r"^(?:je )?(?:(?:peux|pourrais|veux bien) )?"
    r"(?:garder|accompagner|emmener|promener|nourrir|surveiller|distribuer)\b",
)
_SMALL_TALK = (
    r"\bj.? ?(?:attends?|accompagne)\b|\bje (?:viens?|passe|regarde) (?:juste|seulement|que|surtout)\b(?! d)",
    r"^(?:et )?(?:vous|avez.vous|est.ce que vous|c.est (?:quand|ou|combien|a quelle))\b|^(?:demandez|repassez)\b",
    r"\bje passais\b|\bpressee?s?\b|\bpar erreur\b|\bsans faire expres\b",
)
_DOUBTFUL = re.compile("|".join((*_SERVICE, *_FOR_THE_PLACE, *_TOLD, *_COMPLAINED, *_DISLIKED, *_GIVEN, *_SMALL_TALK)))
_EXPLAINS = re.compile(
    r"^(?:je suis|j.? ?(?:suis|sus|ai)|avec|trop|c.est|ca|a cause|car|parce|puisque|vu|mes|mon|ma|on)\b"
)


def says_to_learn(folded: str) -> bool:
    """« quelqu'un pour m'apprendre », « il faudrait un cours de chinois »: a wish to learn, however it is turned."""
    return bool(_TO_LEARN.search(folded))


def sounds_like_no_wish(folded: str) -> bool:
    """« un composteur devant la mairie », « mon fils est apiculteur », unless it says to learn."""
    return bool(_DOUBTFUL.search(folded)) and not says_to_learn(folded)


def explains_refusal(folded: str) -> bool:
    """« …, je suis trop timide », « …, avec mes genoux »: said after a refusal, the reason of it."""
    return bool(_EXPLAINS.match(folded))

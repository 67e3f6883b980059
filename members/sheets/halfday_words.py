"""The words of half-days: what each says, French first, with the abbreviations and slips of everyday sheets."""

import re

from members.sheets.vocabulary import words_of

MORNING, AFTERNOON, EVENING = range(3)
ALL_DAYS = frozenset(range(7))
ALL_PERIODS = frozenset(range(3))


def _words(text: str, meaning: frozenset[int]) -> dict[str, frozenset[int]]:
    return dict.fromkeys(text.split(), meaning)


DAYS = {
    **_words("lundi lundis lun lund monday mondays", frozenset({0})),
    **_words("mardi mardis mar mard tuesday tuesdays", frozenset({1})),
    **_words("mercredi mercredis mer mercr merc wednesday wednesdays", frozenset({2})),
    **_words("jeudi jeudis jeu jeud thursday thursdays", frozenset({3})),
    **_words("vendredi vendredis ven vend friday fridays", frozenset({4})),
    **_words("samedi samedis sam saturday saturdays", frozenset({5})),
    **_words("dimanche dimanches dim dimanch sunday sundays", frozenset({6})),
    **_words("semaine semaines ouvre ouvres ouvrable ouvrables weekday weekdays", frozenset(range(5))),
    **_words("weekend weekends we", frozenset({5, 6})),
    **_words("touslesjours tlj everyday", ALL_DAYS),
}
PERIODS = {
    **_words("matin matins matinee matinees mat morning mornings hmatin", frozenset({MORNING})),
    **_words("apresmidi apresmidis aprem aprems aprm afternoon afternoons pm hapresmidi", frozenset({AFTERNOON})),
    **_words("soir soirs soiree soirees evening evenings hsoir", frozenset({EVENING})),
    **_words("journee journees", frozenset({MORNING, AFTERNOON})),
    **_words("touteslesperiodes", ALL_PERIODS),
}
# A plural speaks for every day: « les soirs ». « tous les » and « chaque » make one of a singular (`EVERY`).
PLURALS = words_of("matins matinees apresmidis aprems soirs soirees mornings afternoons evenings journees")
EVERY = "chaquefois"
ANYTIME = words_of("nimportequand toujours anytime always flexible")

NEGATIONS = words_of(
    "sauf hors hormis excepte exceptes exceptee pas jamais ni sans non indisponible indispo impossible "
    "aucun aucune neant rien except not no never none"
)
# These may also follow what they deny: « lundi impossible ».
TRAILING_NEGATIONS = words_of("impossible indisponible indispo jamais non no never")
# Alone in the cell, these say that no half-day suits.
NOTHING = words_of("jamais aucun aucune neant rien indisponible indispo impossible non no never none")
ENDS_DENIAL = words_of("mais plus seulement uniquement sinon plutot but only")
RANGES = words_of("au a jusqu jusque jusqu'a jusqu'au to through until")
LINKS = words_of("et ou puis ainsi and or")

FILLERS = words_of(
    "le la les l du de des d en dans je j suis on nous ce c est y ai qui libre libres dispo dispos "
    "disponible disponibles disponibilite disponibilites possible possibles ok oui bien preference "
    "preferences prefere preferer general generalement surtout si aussi soit vers peux peut plage plages "
    "creneau creneaux jour jours moment moments demi demie demies chaque horaire horaires aux que tous "
    "tout toute toutes the in on at free i available"
)

# Turns of phrase become one word each before the text is cut; the order matters.
PHRASES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(une|1) semaines? sur (deux|2)\b", " une-semaine-sur-deux "),
        (r"\bsemaines? ((?:im)?paires?)\b", r" semaine-\1 "),
        (
            r"\bn'? ?importe (quand|quel (jour|moment)|quelle heure)( de la (semaine|journee))?\b"
            r"|\bquand (vous|tu|on) (voulez|veux|veut)\b|\btout le temps\b|\ba tout moment\b"
            r"|\b(sans|pas de) preferences?\b|\bpeu importe\b|^tou(t|te|s|tes)$",
            " nimportequand ",
        ),
        (r"\bn'? ?importe quel(le)? (?=matin|apres|aprem|soir)", f" {EVERY} "),
        (r"\b(tous les |chaque )?jours? de (la )?semaine\b|\btoute la semaine\b", " semaine "),
        (r"\b7 ?j(ours)? ?(/|sur) ?7( ?j(ours)?)?\b|\b(tous les jours|chaque jour)\b", " touslesjours "),
        (r"\ba l'exception (de|du|des)\b|\ben dehors (de|du|des)\b|\ba part\b", " sauf "),
        (r"\bpas (du tout )?(de )?(disponib\w*|dispos?|libres?|possible)\b", " indisponible "),
        (r"\bwee?k[ -]ends?\b|\bfins? de semaine\b|\bw[-/.]e\b", " weekend "),
        (
            r"\btoutes? (la|les) journees?\b|\bjournees? (entieres?|completes?)\b|\b(whole|all) day\b"
            r"|\bmatin,? midi et soir\b",
            " touteslesperiodes ",
        ),
        (r"\bfins? de journee\b|\bdebut de soiree\b", " soir "),
        (r"\b(debut|fin|milieu) (de |d')(la |l')?(?=matinee|apres|aprem|soiree)", " "),
        (r"\b(tous|toutes|chaque) (les )?(?=matin|apres|aprem|soir)", f" {EVERY} "),
        (r"\bles (?=apres|aprem)", f" {EVERY} "),
        (r"\b(l')?(apres?|aprs|ap)[ .'-]*mid[iy](s?)\b|\bap[.-]?m\b\.?", r" apresmidi\3 "),
        (r"\b(avant|jusqu'a) (le )?midi\b", " matin "),
        (r"\bentre midi et (deux|2 ?h?|14 ?h)\b|\bmidis?\b", " 12h-14h "),
        (r"\ba[.-]m\b\.?", " am "),
        (r"\bp[.-]m\b\.?", " pm "),
    )
)

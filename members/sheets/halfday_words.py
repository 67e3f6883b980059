"""The words of half-days: what each says, in French first, with the abbreviations and slips of everyday sheets."""

import re

MORNING, AFTERNOON, EVENING = range(3)
ALL_PERIODS = frozenset(range(3))
ALL_DAYS = frozenset(range(7))

_DAY_NAMES = (
    "lundi lundis lun lu monday mon",
    "mardi mardis mar tuesday tue",
    "mercredi mercredis mer mercr merc wednesday wed",
    "jeudi jeudis jeu thursday thu",
    "vendredi vendredis ven vend friday fri",
    "samedi samedis sam saturday sat",
    "dimanche dimanches dim sunday sun",
)
DAYS = {name: frozenset({day}) for day, names in enumerate(_DAY_NAMES) for name in names.split()}
DAYS |= dict.fromkeys("weekday weekdays ouvres ouvrables ouvre ouvrable".split(), frozenset(range(5)))
DAYS |= dict.fromkeys("semaine semaines".split(), frozenset(range(5)))
DAYS |= dict.fromkeys("weekend weekends we".split(), frozenset({5, 6}))
DAYS |= dict.fromkeys("touslesjours tlj everyday".split(), ALL_DAYS)

PERIODS = {
    **dict.fromkeys("matin matins matinee matinees mat morning mornings".split(), frozenset({MORNING})),
    **dict.fromkeys(
        "apresmidi apresmidis apm aprem aprems aprm ap afternoon afternoons pm".split(), frozenset({AFTERNOON})
    ),
    **dict.fromkeys("soir soirs soiree soirees evening evenings".split(), frozenset({EVENING})),
    **dict.fromkeys("journee journees".split(), frozenset({MORNING, AFTERNOON})),
    "toutelajournee": ALL_PERIODS,
}
# A plural speaks for every day: « les soirs ». So does « tous les matins », written here as one word.
PLURALS = frozenset("matins matinees apresmidis aprems soirs soirees mornings afternoons evenings journees".split())

ANYTIME = frozenset("nimportequand toujours anytime always tout toutes tous flexible".split())
NEGATIONS = frozenset(
    "sauf hors hormis excepte exceptes exceptee apart pas jamais ni sans non indisponible indispo impossible "
    "except not no never aucun aucune".split()
)
# These may follow what they deny: « lundi impossible ».
TRAILING_NEGATIONS = frozenset("impossible indisponible indispo jamais non".split())
ADDITIONS = frozenset("mais plus seulement uniquement sinon but only plutot".split())
RANGES = frozenset("au a jusqu jusque jusqua to through until".split())
NOTHING = frozenset("jamais aucun aucune neant rien indisponible indispo impossible non never none no".split())

FILLERS = frozenset(
    "le la les l du de des d en dans sur je j suis me m on nous il elle y ai a au aux ce c est ca qui que qu "
    "libre libres dispo dispos disponible disponibles disponibilite disponibilites possible possibles ok oui bien "
    "preference preferences prefere preferer general generalement surtout si ou et puis aussi soit vers peux peut "
    "plage plages creneau creneaux jour jours moment moments demi demie chaque heure heures h horaire horaires "
    "entre avec the in on at and or free i am available week apres".split()
)

# Longer turns of phrase, written as one word before the text is cut; order matters.
PHRASES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(une|1) semaines? sur (deux|2)\b", " unesemainesurdeux "),
        (r"\bsemaines? (im)?paires?\b", r" semaine\1paire "),
        (r"\bn'?\s?importe (quand|quel (jour|moment)|quelle heure)( de la (semaine|journee))?", " nimportequand "),
        (r"\b(quand (vous|tu) (voulez|veux)|tout le temps|a tout moment|tout le jour|toutes? disponibilites?|tout)\b", " nimportequand "),
        (r"\b(7 ?j(ours)?(/| sur )7|tous les jours( de la semaine)?|chaque jour|toute la semaine)\b", " touslesjours "),
        (r"\b(a l'exception (de|du|des)|en dehors (de|du|des)|a part|mais pas)\b", " sauf "),
        (r"\b(pas (du tout )?(de )?(disponibles?|dispos?|libres?)|pas possible)\b", " indisponible "),
        (r"\b(week|wek)[ -]?end\b|\bfin de semaine\b|\bw[-/.]e\b", " weekend "),
        (r"\b(toute? (la|les) journees?|journees? entieres?|journees? completes?|whole day|all day)\b", " toutelajournee "),
        (r"\b(matin, midi et soir|matin midi soir)\b", " toutelajournee "),
        (r"\bfin (de |d')(journee|apres[ -]?midi)\b|\bdebut de soiree\b", " soir "),
        (r"\b(debut|fin|milieu) (de |d')(la )?(?=matinee|apres|aprem|soiree)", " "),
        (r"\bentre midi et (deux|2h?|14 ?h)\b|\bmidi\b(?<!apres-midi)(?<!apres midi)(?<!apresmidi)", " 12h-14h "),
        (r"\b(du )?(lundi|lun\.?) (au|a) (vendredi|ven\.?) inclus\b", " semaine "),
        (r"\b(tous|toutes|chaque) (les )?(?=(matin|apres|aprem|soir))", " lesplurals "),
        (r"\b(tous|toutes) les (?=\w)", " "),
    )
)
APRES_MIDI = re.compile(r"\b(les )?(l')?(apres?|aprs|apre|ap)[ .'-]*mid[iy](s?)\b|\bap\.?-?m\b")

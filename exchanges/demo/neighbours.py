"""« Animons nos villages » at the invented centre: an edition under way, two outings, and what neighbours said."""

import datetime
from random import Random
from uuid import UUID

from members.models import Commune, Member
from surveys.cautions import flag_sheet
from surveys.flows.editions import open_edition
from surveys.flows.founding import create_founding_survey
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import record_response
from surveys.models import Edition, Outing, Place, Response
from surveys.sheets import check_sheet

SEASONS = ("Hiver", "Printemps", "Été", "Automne")
PLACES = (("Devant l’école", 0, Outing.Kind.SCHOOL), ("Place du marché", 2, Outing.Kind.MARKET))

# what to change, what one would like, help one is ready for, can do, would learn, age, place (none: on the web)
SAID = (
    ("Il n’y a plus de bus après 18 h.", "Un trajet partagé vers le marché.", ["car"], "", "", "40_59", 0),
    ("On ne se parle plus entre voisins.", "Une fête de rue.", ["tent", "cakes"], "les beignets", "", "60_74", 1),
    ("Le parc est triste.", "Planter des arbres fruitiers.", ["hands"], "la taille des arbres", "", "60_74", 1),
    ("Les papiers sur internet, je n’y comprends rien.", "", [], "le tricot", "remplir une déclaration", "75_plus", 1),
    ("Rien pour les jeunes le soir.", "Un local pour jouer de la musique.", ["hands"], "", "la guitare", "15_25", 0),
    ("Je suis seul le dimanche.", "Un repas par mois.", ["time", "cakes"], "la cuisine du Sud", "", "75_plus", 1),
    ("Trop de déchets au bord de la rivière.", "Nettoyer les berges en famille.", ["hands"], "", "", "26_39", 0),
    ("La route est dangereuse devant l’école.", "Un pédibus.", ["time"], "", "réparer mon vélo", "26_39", 0),
    ("", "Un four à pain pour tout le village.", ["hands", "room"], "le pain au levain", "la poterie", "40_59", 1),
    ("Il manque un café.", "Un café ouvert le samedi.", ["time"], "", "", "40_59", None),
    ("Je cherche de l’aide pour mon jardin.", "Échanger des plants.", [], "les semis", "la couture", "60_74", None),
    ("Mon mari est malade, je ne sors plus.", "De la visite.", [], "la broderie", "", "75_plus", None),
)  # fmt: skip


def ask_neighbours(rng: Random, villages: list[Commune], interviewer: Member, *, today: datetime.date) -> Edition:
    edition = create_founding_survey(edition_name=f"{SEASONS[today.month % 12 // 3]} {today.year}")
    open_edition(edition=edition)
    outings = [_go_out(edition, villages, interviewer, which, today) for which in range(len(PLACES))]
    for said in SAID:
        _write_down(rng, edition, outings, villages, said)
    return edition


def _go_out(edition: Edition, villages: list[Commune], interviewer: Member, which: int, today: datetime.date) -> Outing:
    name, village, kind = PLACES[which]
    outing = Outing.objects.create(
        edition=edition,
        date=today - datetime.timedelta(days=3 * which + 2),
        starts_at=datetime.time(10),
        ends_at=datetime.time(12),
        place=Place.objects.create(name=name, commune=villages[village]),
        kind=kind,
        weather="Temps sec.",
        met=sum(said[-1] == which for said in SAID),
        refused=which + 1,
    )
    outing.interviewers.add(interviewer)
    return outing


def _write_down(rng: Random, edition: Edition, outings: list[Outing], villages: list[Commune], said: tuple) -> None:
    change, like, ready, have, seek, age, place = said
    version = edition.current_version
    raw = {
        "change": {"text": change},
        "like": {"text": like},
        "ready": {"choices": ready},
        "savoirs_have": {"text": have},
        "savoirs_seek": {"text": seek},
        "age": {"choices": [age]},
        "village": {"text": rng.choice(villages).name},
    }
    sheet = check_sheet(read_questionnaire(version), raw)
    outing = None if place is None else outings[place]
    record_response(
        uuid=UUID(int=rng.getrandbits(128), version=4),
        version=version,
        channel=Response.Channel.PHONE if outing else Response.Channel.WEB,
        sheet=sheet,
        day=outing.date if outing else None,
        outing=outing,
        flags=flag_sheet(sheet.answers),
    )

"""« Animons nos villages » at the invented centre: an edition under way, outings past and coming, what neighbours said,
and the first themes read in it."""

import datetime
from random import Random
from uuid import UUID

from members.models import Commune, Member
from surveys.cautions import flag_sheet
from surveys.flows.codes import create_code
from surveys.flows.coding import apply_code, finish_reading
from surveys.flows.editions import open_edition
from surveys.flows.founding import create_founding_survey
from surveys.flows.outings import find_or_add_place
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import record_response
from surveys.models import Answer, Edition, Outing, Response
from surveys.sheets import check_sheet

ANSWERS_READ = 14
SEASONS = ("Hiver", "Printemps", "Été", "Automne")
PLACES = (("Devant l’école", 0, Outing.Kind.SCHOOL), ("Place du marché", 2, Outing.Kind.MARKET))

# name, village, kind, in how many days, hours, who goes (0 the interviewer, 1 the team), how many it takes, volunteers
COMING = (
    ("Devant l’école", 0, Outing.Kind.SCHOOL, 2, (16, 17), (0, 1), 2, False),
    ("Devant l’école", 0, Outing.Kind.SCHOOL, 9, (16, 17), (0,), 2, True),
    ("Fête du four", 1, Outing.Kind.EVENT, 18, (10, 16), (), 3, True),
)
NOTE = "Rendez-vous dix minutes avant, près du banc. Emporter la pochette et des stylos."

# Words to look for, the theme they speak of, and what it holds.
THEMES = (
    ("bus", "Se déplacer", "Bus, trajets partagés, routes."),
    ("route", "Se déplacer", ""),
    ("pédibus", "Se déplacer", ""),
    ("seul", "Se voir, se parler", "Les liens, les fêtes, ne plus être seul."),
    ("entre voisins", "Se voir, se parler", ""),
    ("fête de rue", "Se voir, se parler", ""),
    ("repas", "Se voir, se parler", ""),
    ("café", "Se voir, se parler", ""),
    ("arbres fruitiers", "Planter, nettoyer", "Arbres, jardins, berges."),
    ("berges", "Planter, nettoyer", ""),
)

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


def ask_neighbours(
    rng: Random, villages: list[Commune], interviewer: Member, team: Member, *, today: datetime.date
) -> Edition:
    edition = create_founding_survey(edition_name=f"{SEASONS[today.month % 12 // 3]} {today.year}")
    open_edition(edition=edition)
    outings = [_go_out(edition, villages, interviewer, which, today) for which in range(len(PLACES))]
    for said in SAID:
        _write_down(rng, edition, outings, villages, said)
    for planned in COMING:
        _plan(edition, villages, (interviewer, team), planned, today)
    _read(edition, team)
    return edition


def _go_out(edition: Edition, villages: list[Commune], interviewer: Member, which: int, today: datetime.date) -> Outing:
    name, village, kind = PLACES[which]
    outing = Outing.objects.create(
        edition=edition,
        date=today - datetime.timedelta(days=3 * which + 2),
        starts_at=datetime.time(10),
        ends_at=datetime.time(12),
        place=find_or_add_place(name=name, commune=villages[village]),
        kind=kind,
        weather="Temps sec.",
        told_on=today,
        met=sum(said[-1] == which for said in SAID),
        refused=which + 1,
    )
    outing.interviewers.add(interviewer)
    return outing


def _plan(
    edition: Edition, villages: list[Commune], people: tuple[Member, ...], planned: tuple, today: datetime.date
) -> None:
    name, village, kind, away, (starts, ends), who, wanted, volunteers = planned
    outing = Outing.objects.create(
        edition=edition,
        date=today + datetime.timedelta(days=away),
        starts_at=datetime.time(starts, 15),
        ends_at=datetime.time(ends, 30),
        place=find_or_add_place(name=name, commune=villages[village]),
        kind=kind,
        people_wanted=wanted,
        welcomes_volunteers=volunteers,
        note=NOTE,
    )
    outing.interviewers.set([people[number] for number in who])


def _read(edition: Edition, coder: Member) -> None:
    """The first answers are read; the others wait for whoever tries the reading desk."""
    codes = {}
    for _words, name, definition in THEMES:
        if name not in codes:
            codes[name] = create_code(survey=edition.survey, name=name, definition=definition, by=coder)
    answers = Answer.objects.readable().filter(response__edition=edition, question__key__in=("change", "like"))
    for answer in answers.select_related("response__edition").order_by("pk")[:ANSWERS_READ]:
        for words, name, _definition in THEMES:
            if (start := answer.text.find(words)) >= 0:
                apply_code(answer=answer, start=start, end=start + len(words), code=codes[name], coder=coder)
        finish_reading(answer=answer, coder=coder)


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

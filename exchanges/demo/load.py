"""Load the invented centre into an empty database."""

from random import Random

from django.db import transaction
from django.utils import timezone

from exchanges.demo.accounts import ACCOUNTS, PASSWORD
from exchanges.demo.coming import take_proposals_in_hand
from exchanges.demo.learned import teach_words
from exchanges.demo.neighbours import ask_neighbours
from exchanges.demo.past import make_past_sessions
from exchanges.demo.people import make_residents
from exchanges.demo.place import make_centre, make_closures, make_places, make_villages
from exchanges.demo.voices import gather_voices
from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.rounds.calendar import period_of
from members.flows.starter_catalogue import load_starter_catalogue
from members.flows.words import recognise
from members.models import Availability, Commune, Member, Offer, Request

RESIDENTS = 138
PAST_SESSIONS = 14


class NotEmpty(Exception):
    """There are people in this database already: the demo would mix with them."""


def load_demo() -> list[Member]:
    """Returns the four demo accounts: resident, resident facilitator, staff, administrator. Raises NotEmpty."""
    if Member.objects.exists():
        raise NotEmpty
    rng, today = Random(1901), timezone.localdate()
    with transaction.atomic():
        load_starter_catalogue()
        make_centre()
        make_closures(today)
        villages = make_villages()
        venues = make_places(villages)
        accounts = _make_accounts(villages)
        teach_words(by=accounts[2])
        make_residents(rng, villages, count=RESIDENTS, today=today)
        make_past_sessions(rng, venues, accounts[1:3], count=PAST_SESSIONS, today=today)
        edition = ask_neighbours(Random(1902), villages, accounts[1], accounts[2], today=today)
    first_day, last_day = period_of(first_day=None, weeks=None, today=today)
    round_ = run_round(
        round_=ask_for_round(by=accounts[2], first_day=first_day, last_day=last_day, in_background=False)
    )
    with transaction.atomic():
        gather_voices(Random(1903), edition, accounts[2], accounts[0])
        take_proposals_in_hand(round_, by=accounts[2], resident=accounts[0], facilitator=accounts[1])
    return accounts


def _make_accounts(villages: list[Commune]) -> list[Member]:
    make = Member.objects.create_user
    resident = make(
        ACCOUNTS["resident"],
        None,
        PASSWORD,
        first_name="Odette",
        last_name="Lemoine",
        birth_year=1952,
        commune=villages[1],
    )
    facilitator = make(
        ACCOUNTS["resident facilitator"],
        None,
        PASSWORD,
        first_name="Karim",
        last_name="Benali",
        birth_year=1974,
        commune=villages[0],
        is_facilitator=True,
        is_cleared_for_minors=True,
    )
    staff = make(ACCOUNTS["staff"], None, PASSWORD, first_name="Nadia", last_name="Costes", is_staff=True)
    administrator = Member.objects.create_superuser(
        ACCOUNTS["administrator"], None, PASSWORD, first_name="Camille", last_name="Roux"
    )
    for member, offered, asked in (
        (resident, "faire mon pain", "mon smartphone"),
        (facilitator, "aide ordi", "la guitare"),
    ):
        for model, words in ((Offer, offered), (Request, asked)):
            _say(model, member, words)
        Availability.objects.bulk_create(
            Availability(member=member, weekday=weekday, period=period) for weekday in range(6) for period in (1, 2)
        )
    return [resident, facilitator, staff, administrator]


def _say(model: type[Offer] | type[Request], member: Member, words: str) -> None:
    model.objects.create(member=member, words=words, skill_id=recognise(words).parts[0].skill)

"""Invented residents: names, ages, villages, words and free half-days, drawn from one seed."""

import datetime
from itertools import cycle
from pathlib import Path
from random import Random

from django.utils import timezone

from members.flows.words import recognise
from members.models import Authorisation, Availability, Commune, Household, Member, Offer, Request
from members.recogniser import Verdict

WORDS = Path(__file__).parent / "words"
POPULAR = 18


def _lines(name: str) -> list[str]:
    return (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


FIRST_NAMES, FAMILY_NAMES = _lines("first_names"), _lines("family_names")
# What people say, as they say it, the most usual first; and what has no place in the catalogue yet.
SAID, TO_PLACE = _lines("said"), _lines("to_place")
FREE_BY_AGE = (
    (65, [(d, p) for d in range(5) for p in (0, 1)]),
    (26, [(d, 2) for d in range(5)] + [(5, 0), (5, 1)]),
    (0, [(2, 0), (2, 1), (5, 0), (5, 1), (4, 2)]),
)


def make_residents(rng: Random, villages: list[Commune], *, count: int, today: datetime.date) -> list[Member]:
    """`count` residents of all ages in households, with offers, requests and free half-days."""
    members: list[Member] = []
    names = [(first, last) for last in FAMILY_NAMES for first in FIRST_NAMES]
    for number, (first, last) in enumerate(rng.sample(names, count)):
        age = rng.choice((9, 12, 14, 16, 19, 24, 28, 33, 37, 42, 46, 51, 55, 61, 64, 67, 70, 73, 76, 79, 84))
        address = f"{first}.{last}{number}@exemple.test".lower().encode("ascii", "ignore").decode()
        member = Member.objects.create_user(
            first_name=first,
            last_name=last,
            birth_year=today.year - age,
            commune=rng.choices(villages, weights=(8, 5, 4, 3, 2))[0],
            phone=f"+3363998{1000 + number:04d}" if rng.random() < 0.85 else "",
            contact_email=address if age >= 15 and rng.random() < 0.6 else "",
            travel_km=rng.choices(
                (None, Member.Travel.TEN, Member.Travel.FIVE, Member.Travel.MY_VILLAGE), (5, 5, 2, 1)
            )[0],
            needs_step_free=age > 75 and rng.random() < 0.4,
            joined_at=timezone.now() - datetime.timedelta(days=rng.randrange(20, 500)),
        )
        members.append(member)
        _say_when_free(rng, member, age)
        _say_wishes(rng, member, age, today)
    _gather_households(rng, members, today)
    return members


def _say_when_free(rng: Random, member: Member, age: int) -> None:
    usual = next(half_days for lowest, half_days in FREE_BY_AGE if age >= lowest)
    chosen = rng.sample(usual, k=min(len(usual), rng.randrange(2, 6)))
    Availability.objects.bulk_create(Availability(member=member, weekday=d, period=p) for d, p in sorted(chosen))


def _say_wishes(rng: Random, member: Member, age: int, today: datetime.date) -> None:
    number = rng.choice((1, 2, 2, 3))
    words = [rng.choice(SAID[:POPULAR]) if rng.random() < 0.4 else rng.choice(SAID) for _n in range(number)]
    rng.shuffle(models := [Offer, Request, Request] if age >= 12 else [Request] * 3)
    if rng.random() < 0.08:
        words.append(rng.choice(TO_PLACE))
    taken: set[int] = set()
    for model, said in zip(cycle(models), dict.fromkeys(words), strict=False):
        part = recognise(said).parts[0]
        skill = part.skill if part.verdict is Verdict.ACCEPT else None
        if skill in taken:
            continue
        taken |= {skill} if skill else set()
        day = today - datetime.timedelta(days=rng.randrange(3, 200))
        extra = {"waiting_since": day} if model is Request else {"max_learners": rng.choice((4, 5, 6, 7))}
        source = rng.choice((model.Source.DESK, model.Source.SIGN_UP, model.Source.SURVEY))
        model.objects.create(member=member, words=said, skill_id=skill, said_on=day, source=source, **extra)


def _gather_households(rng: Random, members: list[Member], today: datetime.date) -> None:
    """Each child joins an adult of the same family name, or any adult of the village; most have an authorisation."""
    adults = [m for m in members if not m.is_under_age(on=today)]
    for child in (m for m in members if m.is_under_age(on=today)):
        near = [a for a in adults if a.last_name == child.last_name] or [
            a for a in adults if a.commune == child.commune
        ]
        parent = rng.choice(near)
        if parent.household is None:
            parent.household = Household.objects.create(name=parent.last_name)
            parent.save(update_fields=["household"])
        child.last_name, child.commune, child.household = parent.last_name, parent.commune, parent.household
        child.companion = parent if child.needs_companion(on=today) else None
        child.save(update_fields=["last_name", "folded_name", "commune", "household", "companion"])
        child.guardians.add(parent)
        if rng.random() < 0.75:
            Authorisation.objects.create(member=child, guardian_name=parent.get_full_name(), given_on=today)

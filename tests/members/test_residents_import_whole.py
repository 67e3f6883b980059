"""Whole sheets of residents: nobody is lost, nothing comes in twice, long ones are quick."""

import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from members.models import Member
from members.sheets.plans import Verdict
from tests.factories import members
from tests.sheets import bring_in, everything, make_sheet, plan_of, somebody, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(db):
    """Two savoirs the recogniser knows by name."""
    return [members.SkillFactory(name="Yoga"), members.SkillFactory(name="Tricot")]


words = st.sampled_from(["", "yoga", "tricot, yoga", "greffer un arbre", "rien", "prêter ma grange"])
lines = st.fixed_dictionaries(
    {
        "nom": st.sampled_from(["Pradelle", "PRADELLE", "Pradele", "Roux", ""]),
        "prenom": st.sampled_from(["Odile", "odile", "Odyle", "Paulo", ""]),
        "annee": st.sampled_from(["", "1951", "1952", "1980", "1873", "60-74 ans", "?"]),
        "village": st.sampled_from(["Valmy", "valmy", "Bray", ""]),
        "tel": st.sampled_from(["", "0639980011", "+33 6 39 98 00 11", "0536490000 / 0639980011", "12"]),
        "mel": st.sampled_from(["", "o@exemple.test", "famille@exemple.test", "x@"]),
        "propose": words,
        "cherche": words,
        "dispos": st.sampled_from(["", "lundi soir", "jamais", "les soirs", "à voir"]),
    }
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(lines, min_size=1, max_size=8), st.booleans())
def test_any_sheet_twice_changes_nothing_and_loses_nobody(sheet, accept_probable):
    # Somebody of a first name alone may be merged with somebody else, and bear their name the next time.
    assume(not accept_probable or all(line["nom"] for line in sheet))
    Member.objects.all().delete()
    content = make_sheet(*(somebody(**line) for line in sheet))

    dry = plan_of(content, accept_probable=accept_probable)
    assert Member.objects.count() == 0
    first = bring_in(content, accept_probable=accept_probable)
    before = everything()
    second = bring_in(content, accept_probable=accept_probable)

    assert verdicts(dry) == verdicts(first)
    assert Member.objects.count() == first.counts()["create"]
    for plan in (first, second):
        counts = plan.counts()
        assert sum(counts[verdict] for verdict in Verdict) == len(plan.lines)
        assert len(plan.lines) == sum(any(line.values()) for line in sheet)
    assert second.counts()["create"] == 0
    if not accept_probable:
        assert second.counts()["update"] == 0
        assert everything() == before


def make_name(number: int) -> str:
    """Five syllables, all different from one number to the next."""
    syllables = ("ba", "ko", "lu", "mi", "ro", "sa", "te", "vo")
    return "".join(syllables[(number * 2654435761 >> shift) % 8] for shift in (3, 8, 13, 18, 23)).capitalize()


def test_three_thousand_lines_come_in_quickly():
    sheet = [
        somebody(
            nom=make_name(number),
            prenom=make_name(number + 5000),
            annee=str(1930 + number % 80),
            village=f"Village {number % 9}",
            tel=f"06399{number:05}",
            propose="yoga, greffer un arbre",
            dispos="les soirs",
        )
        for number in range(3000)
    ]
    started = time.process_time()
    plan = bring_in(make_sheet(*sheet))

    assert plan.counts()["create"] > 2900
    assert time.process_time() - started < 40

"""The whole material as a spreadsheet: every group of five at least, nothing that leads back to a person."""

import io
import re
import zipfile
from collections import Counter

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from members.flows.refused import Refused
from members.models import AgeBand
from surveys.flows.editions import prepare_version, publish_version
from surveys.material.book import write_material
from surveys.material.grouping import NOTHING, SMALLEST_GROUP, STEPS, Traits, group_traits
from surveys.models import Answer
from tests.factories import members, surveys

TRAITS = st.builds(
    Traits,
    st.sampled_from([str(band) for band in AgeBand.values]),
    st.sampled_from(["Amont", "Val", ""]),
    st.sampled_from(["Marché", "École", ""]),
    st.sampled_from(["2026-09", "2026-10"]),
)


@given(st.lists(TRAITS, max_size=60))
def test_every_combination_shown_is_that_of_five_lines_or_nothing_is(lines):
    shown = group_traits(lines)
    sizes = Counter(shown)
    if len(lines) < SMALLEST_GROUP:
        assert set(shown) <= {NOTHING}
    else:
        assert all(size >= SMALLEST_GROUP for size in sizes.values())
    for traits, kept in zip(lines, shown, strict=True):
        assert kept in [step(traits) for step in STEPS]


@given(st.lists(TRAITS, min_size=5, max_size=60), st.randoms())
def test_the_order_of_the_sheets_says_nothing_of_the_groups(lines, chance):
    mixed = list(lines)
    chance.shuffle(mixed)
    assert Counter(zip(mixed, group_traits(mixed), strict=True)) == Counter(
        zip(lines, group_traits(lines), strict=True)
    )


def test_a_line_loses_no_more_than_it_must():
    alike = [Traits("60_74", "Amont", "Marché", "2026-09")] * 5
    others = [Traits("60_74", "Val", place, "2026-09") for place in "abcde"]
    assert group_traits(alike + others) == alike + [Traits("60_74", "Val")] * 5
    alone = [Traits("15_25", "Amont", "Marché", "2026-09")]
    assert group_traits([*alike, *alone, *others]) == [NOTHING] * 6 + [Traits("60_74", "Val")] * 5


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def answer_it(edition):
    """`answer_it(village, text, …)`: a sheet of this village whose first question was answered so."""
    version = edition.current_version

    def one(village, text, *, key="change", **fields):
        traits = {name: fields.pop(name) for name in ("age_band", "day", "place", "sheet_number") if name in fields}
        sheet = surveys.ResponseFactory(version=version, commune=village, **{"day": "2026-10-14", **traits})
        return surveys.AnswerFactory(response=sheet, question=version.questions.get(key=key), text=text, **fields)

    return one


@pytest.fixture
def amont(db):
    return members.CommuneFactory(name="Amont")


def test_nobody_is_found_by_somebody_who_knows_them(edition, answer_it, amont, team_member):
    """Amont's only resident of 75 is known, and so is what the neighbours hear: where, when, that they spoke."""
    market = surveys.PlaceFactory(name="Marché du Haut", commune=amont)
    for turn in range(6):
        answer_it(amont, f"Plus de bus {turn}", age_band="40_59", place=market)
    val = members.CommuneFactory(name="Val")
    for turn in range(6):
        answer_it(val, f"Un four {turn}", age_band="40_59")
    answer_it(amont, "À Amont, au marché du haut, plus rien", age_band="75_plus", place=market, day="2026-10-03")
    answer_it(amont, "Je suis malade", age_band="75_plus")
    answer_it(amont, "Voici mon 06 99 00 00 01", review="waiting", flagged_on="2026-11-20")
    answer_it(amont, "Marcel me garde", review="kept")
    surveys.SlipLinkFactory(response=answer_it(amont, "=SOMME(A1)", sheet_number=731).response)
    sheets = write_material(edition, reader=team_member)
    answers = sheets["Réponses"][1:]
    assert all(count >= SMALLEST_GROUP for count in Counter(tuple(line[1:5]) for line in answers).values())
    assert not [line for line in answers if line[1] == "75 ans et plus"]
    everything = str(sheets)
    for leak in ("malade", "06 99", "Solange", "731", "2026-10-03", "au marché du haut", "À Amont"):
        assert leak not in everything
    assert "À […], au […], plus rien" in everything
    assert "Marcel me garde" in everything
    assert everything.count("(mis de côté)") == 2
    assert str(edition.responses.first().uuid) not in everything


def test_the_order_is_drawn_anew(edition, answer_it, amont, team_member):
    for turn in range(30):
        answer_it(amont, f"mot {turn}")
    texts = [[line[5] for line in write_material(edition, reader=team_member)["Réponses"][1:]] for _turn in range(2)]
    assert sorted(texts[0]) == sorted(texts[1])
    assert texts[0] != texts[1]
    assert texts[0] != [f"mot {turn}" for turn in range(30)]


def test_passages_come_with_their_themes_and_only_what_may_be_read(edition, answer_it, amont, team_member):
    theme = surveys.CodeFactory(survey=edition.survey, name="Se déplacer", definition="Bus, routes.")
    for turn in range(5):
        answer = answer_it(amont, f"Un arrêt {turn}")
        surveys.CodingFactory(segment__answer=answer, segment__end=8, code=theme, coder=team_member)
        surveys.CodingFactory(segment=answer.segments.get(), code=theme)
    hidden = answer_it(amont, "Secret de famille")
    surveys.CodingFactory(segment__answer=hidden, code=theme, coder=team_member)
    Answer.objects.filter(pk=hidden.pk).update(review="waiting", flagged_on="2026-11-20")
    sheets = write_material(edition, reader=team_member)
    assert [line[1:] for line in sheets["Passages"][1:]] == [["Q1", "Un arrêt", "Se déplacer"]] * 5
    assert ["", "Se déplacer", "Bus, routes."] in sheets["Livre de codes"]
    assert "Secret" not in str(sheets)


def test_the_codebook_has_each_wording_and_every_choice(edition, answer_it, amont, team_member):
    for _turn in range(5):
        answer_it(amont, "", key="ready", choices=["car"])
    fresh = prepare_version(edition=edition)
    fresh.questions.filter(key="change").update(texts={"fr": "Que changer ?"})
    publish_version(version=fresh)
    sheets = write_material(edition, reader=team_member)
    headers, first = sheets["Réponses"][0], sheets["Réponses"][1]
    assert len(headers) == len(set(headers)) == len(first)
    assert first[headers.index("Q3. Conduire quelqu’un")] == 1
    assert first[headers.index("Q3. Donner un coup de main")] == 0
    explained = {line[0] for line in sheets["Livre de codes"]} | {"Q3", "Q1"}
    assert {re.match(r"Q\d+", header)[0] for header in headers if header.startswith("Q")} <= explained
    wordings = [line[2] for line in sheets["Livre de codes"] if line[0] == "Q1"]
    assert [wording.split("\u00a0")[0] for wording in wordings] == ["Version 1", "Version 2"]


def test_fewer_than_five_sheets_give_nothing(edition, answer_it, amont, team_member, team_client):
    for turn in range(4):
        answer_it(amont, f"mot {turn}")
    with pytest.raises(Refused):
        write_material(edition, reader=team_member)
    page = reverse("material", args=[edition.pk])
    assert team_client.get(reverse("material_file", args=[edition.pk, "xlsx"])).url == page
    assert "Trop peu de feuilles" in team_client.get(page).content.decode()


def test_the_files_open_and_run_nothing(edition, answer_it, amont, team_client):
    for turn in range(5):
        answer_it(amont, f"=HYPERLINK({turn})\x0b")
    xlsx = team_client.get(reverse("material_file", args=[edition.pk, "xlsx"])).content
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    assert book.sheetnames == ["Réponses", "Passages", "Livre de codes"]
    assert sorted(row[5] for row in book["Réponses"].iter_rows(min_row=2, values_only=True))[0] == "'=HYPERLINK(0) "
    archive = zipfile.ZipFile(io.BytesIO(team_client.get(reverse("material_file", args=[edition.pk, "zip"])).content))
    assert archive.namelist() == ["reponses.csv", "passages.csv", "livre-de-codes.csv"]
    assert archive.read("reponses.csv").decode("utf-8-sig").count("'=HYPERLINK") == 5

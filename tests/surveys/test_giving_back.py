"""The page given back: figures nobody is recognised in, published as it was looked at, kept as it was published."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from members.figures.hiding import SMALLEST_SHOWN
from members.flows.refused import Refused
from surveys.flows.quotations import approve_sentence, change_sentence, withdraw_sentence
from surveys.flows.restitutions import (
    preview_restitution,
    publish_restitution,
    read_restitution,
    take_back_restitution,
    write_restitution,
)
from surveys.giving_back.figures import PublicFigures, count_figures
from surveys.giving_back.page import lay_out, split_lines
from surveys.models import Answer, Restitution
from tests.factories import members, surveys

TODAY = datetime.date(2026, 11, 30)
WORDS = {"opening": "Merci à vous.", "will_happen": "- Un four\n\n• Un bus", "has_happened": ""}


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def answer(edition, team_member):
    """`answer(10, "Amont", "60_74", theme=…)`: sheets of this village and age, whose answer speaks of the theme."""
    version = edition.current_version
    villages = {}

    def make(count, village="Amont", age="60_74", *, theme=None, text="Plus de bus", **fields):
        commune = villages.setdefault(village, None) or members.CommuneFactory(name=village)
        villages[village] = commune
        for _turn in range(count):
            sheet = surveys.ResponseFactory(version=version, commune=commune, age_band=age, **fields)
            said = surveys.AnswerFactory(response=sheet, question=version.questions.get(key="change"), text=text)
            if theme:
                surveys.CodingFactory(segment__answer=said, segment__end=len(text), code=theme, coder=team_member)
        return said

    return make


@pytest.fixture
def theme(edition):
    return surveys.CodeFactory(survey=edition.survey, name="Se déplacer")


def publish(edition, by):
    return publish_restitution(edition=edition, seen=preview_restitution(edition=edition).fingerprint, by=by)


def test_figures_hide_small_counts_and_what_would_give_them_back(edition, answer):
    answer(12, "Amont", "60_74")
    answer(9, "Val", "40_59")
    answer(3, "Haut", "75_plus")
    figures = count_figures(edition, today=TODAY)
    assert figures.sheets == 24
    assert dict(figures.villages) == {"Amont": 12, "Val": None, "Haut": None}
    hidden_ages = [age for age, count in figures.ages if count is None]
    assert "75_plus" in hidden_ages
    assert len(hidden_ages) > 1
    assert figures.first == {"village": "Amont", "age": "60_74"}


def test_an_edition_of_four_sheets_says_no_figure(edition, answer, theme):
    answer(4, theme=theme)
    surveys.OutingFactory(edition=edition, date=TODAY, met=4)
    figures = count_figures(edition, today=TODAY)
    assert (figures.sheets, figures.met, figures.themes, figures.first) == (None, None, (), {})
    assert not re.search(r": [1-4]\b", json.dumps(figures.as_json()))


def test_a_title_never_names_a_hidden_line(edition, answer):
    answer(7, "Amont", "60_74")
    answer(4, "Val", "40_59")
    figures = count_figures(edition, today=TODAY)
    assert all(count is None for _village, count in figures.villages)
    assert figures.first == {}


def test_outings_are_those_that_took_place(edition):
    school = surveys.OutingFactory(edition=edition, date=TODAY, kind="school", met=12, place__name="École")
    surveys.OutingFactory(edition=edition, date=TODAY, kind="market", met=9, place__name="Halle")
    surveys.OutingFactory(edition=edition, date=TODAY, kind="door", met=3, place__name="Rue Haute")
    surveys.OutingFactory(edition=edition, date=TODAY, kind="desk", met=0, place__name="Accueil")
    surveys.OutingFactory(edition=edition, date=TODAY + datetime.timedelta(days=1), met=30)
    figures = count_figures(edition, today=TODAY)
    assert figures.met == 24
    met = {outing.place: outing.met for outing in figures.outings}
    assert met == {"École": 12, "Halle": None, "Rue Haute": None, "Accueil": None}
    assert figures.outings[0].village == school.place.commune.name


def test_a_place_gone_to_often_is_one_line_and_hides_its_people_with_one_of_its_days(edition):
    for days, met in ((30, 12), (9, 8), (2, 22)):
        day = TODAY - datetime.timedelta(days)
        surveys.OutingFactory(edition=edition, date=day, kind="school", place__name=f"École {days}", met=met)
    halle = surveys.PlaceFactory(name="Halle")
    for days, met in ((8, 20), (1, 30), (0, 2)):
        there = {"place": halle, "kind": "market", "told_on": TODAY}
        surveys.OutingFactory(edition=edition, date=TODAY - datetime.timedelta(days), met=met, **there)
    with translation.override("fr"):
        page = lay_out(edition, count_figures(edition, today=TODAY), words={}, sentences=[])
        [market] = page.kinds[1].places
        assert market.when.startswith("3 fois, du ")
    assert (market.days[0], market.days[-1], market.met) == (TODAY - datetime.timedelta(8), TODAY, None)
    assert [len(one.days) for one in page.kinds[0].places] == [1, 1, 1]


def test_figures_come_back_from_json_as_they_were(edition, answer, theme):
    answer(6, theme=theme)
    surveys.OutingFactory(edition=edition, date=TODAY, met=9)
    figures = count_figures(edition, today=TODAY)
    assert PublicFigures.from_json(json.loads(json.dumps(figures.as_json()))) == figures


def test_nothing_is_published_unseen(edition, answer, team_member, team_client):
    answer(6)
    with pytest.raises(Refused):
        publish_restitution(edition=edition, seen="", by=team_member)
    seen = preview_restitution(edition=edition).fingerprint
    write_restitution(edition=edition, **WORDS)
    with pytest.raises(Refused):
        publish_restitution(edition=edition, seen=seen, by=team_member)
    assert not Restitution.objects.published().exists()
    assert publish(edition, team_member).published_by == team_member


def test_nothing_to_say_is_not_published(edition, team_member):
    with pytest.raises(Refused):
        publish(edition, team_member)


def test_the_published_page_stays_as_it_was_published(edition, answer, theme, team_member):
    answer(6, theme=theme)
    write_restitution(edition=edition, **WORDS)
    publish(edition, team_member)
    answer(1, "Val", "15_25", theme=theme)
    write_restitution(edition=edition, **WORDS | {"opening": "Autre chose."})
    page = read_restitution(Restitution.objects.get())
    assert (page.sheets, page.opening, page.will_happen) == (6, ("Merci à vous.",), ("Un four", "Un bus"))
    assert [said.bar.count for said in page.themes] == [6]


def test_published_again_the_figures_give_nothing_by_subtraction(edition, answer, theme, team_member):
    """One more sheet: its village, its age and its theme would be the difference between the two pages."""
    answer(6, theme=theme)
    answer(6, "Val", theme=theme)
    publish(edition, team_member)
    before = Restitution.objects.get().figures
    answer(1, "Val", "60_74", theme=theme)
    for taken_back in (False, True):
        if taken_back:
            take_back_restitution(edition=edition)
        write_restitution(edition=edition, **WORDS)
        publish(edition, team_member)
        assert Restitution.objects.get().figures == before


def test_sentences_are_those_a_person_looked_at(edition, answer, theme, team_member):
    said = answer(6, theme=theme)
    sentence = surveys.QuotationFactory(answer=said, code=theme, text="Plus de bus le soir")
    surveys.QuotationFactory(answer=said, code=theme, end=4, text="Plus")
    assert preview_restitution(edition=edition).page.themes[0].sentences == ()
    approve_sentence(quotation=sentence, text="Plus de bus le soir", code=theme, by=team_member)
    publish(edition, team_member)
    later = surveys.QuotationFactory(answer=said, start=5, code=theme, approved_on=TODAY, text="Le bus")
    page = read_restitution(Restitution.objects.get())
    assert page.themes[0].sentences == (sentence,)
    assert [one.text for one in preview_restitution(edition=edition).page.themes[0].sentences] == [
        sentence.text,
        later.text,
    ]


@pytest.mark.parametrize("how", ["withdrawn", "changed", "waits again", "words removed"])
def test_a_sentence_leaves_the_published_page_at_once(how, edition, answer, theme, team_member, client):
    said = answer(6, theme=theme)
    sentence = surveys.QuotationFactory(answer=said, code=theme, text="Le bus du soir")
    approve_sentence(quotation=sentence, text="Le bus du soir", code=theme, by=team_member)
    publish(edition, team_member)
    page = reverse("restitution", args=[edition.slug])
    assert "Le bus du soir" in client.get(page).content.decode()
    if how == "withdrawn":
        withdraw_sentence(quotation=sentence)
    elif how == "changed":
        change_sentence(quotation=sentence, text="Le bus du soir d’Odile", code=theme)
    else:
        waits = (
            {"review": "waiting", "flagged_on": TODAY} if how == "waits again" else {"review": "removed", "text": ""}
        )
        Answer.objects.filter(pk=said.pk).update(**waits)
    assert "Le bus du soir" not in client.get(page).content.decode()


def test_a_sentence_says_neither_age_nor_village_nor_place(edition, answer, theme, team_member, client):
    said = answer(4, "Bourg-Perdu", "75_plus", theme=theme, place=surveys.PlaceFactory(name="Chez Marcelle"))
    answer(12, "Amont", "60_74", theme=theme)
    surveys.QuotationFactory(answer=said, code=theme, text="Un arrêt ici", approved_on=timezone.localdate())
    publish(edition, team_member)
    html = client.get(reverse("restitution", args=[edition.slug])).content.decode()
    [around] = re.findall(r"<li><p[^>]*>[^<]*Un arrêt ici[^<]*</p></li>", html)
    assert not re.search(r"Perdu|Marcelle|75|[0-9]", around)


def test_the_public_list_leads_to_the_page(edition, answer, team_member, client):
    assert "Nous lisons encore" in client.get(reverse("restitutions")).content.decode()
    answer(6)
    assert client.get(reverse("restitution", args=[edition.slug])).status_code == 404
    publish(edition, team_member)
    assert client.get(reverse("restitutions")).url == reverse("restitution", args=[edition.slug])
    other = surveys.EditionFactory()
    surveys.RestitutionFactory(
        edition=other,
        published_on=TODAY,
        figures=PublicFigures(TODAY.isoformat(), None).as_json(),
        shown=WORDS | {"sentences": []},
    )
    assert client.get(reverse("restitutions")).content.decode().count('class="card row-line"') == 2
    take_back_restitution(edition=edition)
    assert client.get(reverse("restitution", args=[edition.slug])).status_code == 404


@pytest.mark.parametrize("name", ["home", "questionnaire", "questionnaire_thanks"])
def test_the_ways_to_it(name, edition, answer, team_member, client):
    args = [] if name == "home" else [edition.slug]
    if name == "questionnaire":
        type(edition).objects.update(state="closed")
    link = f'href="{reverse("restitutions")}"'
    assert link not in client.get(reverse(name, args=args)).content.decode()
    answer(6)
    publish(edition, team_member)
    assert link in client.get(reverse(name, args=args)).content.decode()


def test_it_leads_to_what_neighbours_say_when_there_is_something(edition, answer, team_member, client):
    answer(6)
    publish(edition, team_member)
    page, link = reverse("restitution", args=[edition.slug]), f'href="{reverse("neighbours")}"'
    surveys.GatheringFactory(edition=edition, is_public=False)
    assert link not in client.get(page).content.decode()
    surveys.GatheringFactory(edition=edition, is_public=True)
    assert link in client.get(page).content.decode()


def test_the_page_in_english(edition, answer, theme, team_member, client):
    answer(6, theme=theme)
    publish(edition, team_member)
    client.post(reverse("set_language"), {"language": "en"})
    html = client.get(reverse("restitution", args=[edition.slug])).content.decode()
    assert "What you told us" in html
    assert "6 of you answered." in html
    assert "Vous" not in html.split("<main")[1].split("</main>")[0]


def test_lines_lose_the_dash_before_them():
    assert split_lines("- Un\n\n • Deux \n* Trois\nQuatre - cinq") == ("Un", "Deux", "Trois", "Quatre - cinq")


def test_smallest_shown_is_five():
    """What the page and the paper say in words."""
    assert SMALLEST_SHOWN == 5

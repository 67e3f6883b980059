"""Themes are made, changed, merged and split; nothing said of an answer is lost, and their history tells it."""

import pytest
from django.urls import reverse

from members.flows.refused import Refused
from surveys.flows import codes as flows
from surveys.models import Code, CodeChange, Coding
from tests.factories import surveys
from tests.instruments.queries import assert_constant_queries


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def make(edition, team_member):
    return lambda name, **fields: flows.create_code(survey=edition.survey, name=name, by=team_member, **fields)


def code_words(code, *coders, text="Plus de bus"):
    """A segment that all these people said speaks of `code`."""
    segment = surveys.SegmentFactory(answer__text=text)
    for coder in coders:
        surveys.CodingFactory(segment=segment, code=code, coder=coder)
    return segment


def test_each_theme_gets_a_letter_of_its_own(make):
    letters = [make(name).shortcut for name in ("Bus", "Banc", "Bancs", "École", "Ô")]
    assert letters == ["b", "a", "n", "e", "o"]


@pytest.mark.parametrize("fields", [{"shortcut": "b"}, {"shortcut": "é"}, {"name": "BUS"}, {"name": " "}])
def test_a_name_or_a_key_already_taken_is_refused(make, fields):
    make("Bus")
    with pytest.raises(Refused):
        make(**{"name": "Café"} | fields)
    assert Code.objects.count() == 1


def test_each_change_is_told(make, team_member):
    code, wider = make("Bus"), make("Se déplacer")
    flows.change_code(
        code=code, by=team_member, name="Bus et trains", definition="Lignes, horaires.", shortcut="t", parent=wider
    )
    code.refresh_from_db()
    assert (code.name, code.shortcut, code.parent) == ("Bus et trains", "t", wider)
    told = [(change.get_action_display(), change.before, change.after) for change in flows.history_of(code)]
    assert told == [
        ("déplacé", "", "Se déplacer"),
        ("redéfini", "", "Lignes, horaires."),
        ("renommé", "Bus", "Bus et trains"),
        ("créé", "", "Bus"),
    ]


def test_there_are_two_levels_of_themes(make, team_member):
    wide, narrow, other = make("Vivre ici"), make("Bus"), make("Café")
    same = {"by": team_member, "definition": "", "shortcut": ""}
    flows.change_code(code=narrow, name="Bus", parent=wide, **same)
    narrow.refresh_from_db()
    for code, parent in ((other, narrow), (wide, other), (wide, wide)):
        with pytest.raises(Refused):
            flows.change_code(code=code, name=code.name, parent=parent, **same)


def test_merging_moves_everything_and_says_nothing_twice(make, team_member, administrator):
    bus, travel, older = make("Bus"), make("Se déplacer"), make("Car")
    both = code_words(bus, team_member, administrator)
    surveys.CodingFactory(segment=both, code=travel, coder=team_member)
    quotation = surveys.QuotationFactory(answer=both.answer, code=bus)
    flows.merge_codes(code=older, into=bus, by=team_member)
    flows.merge_codes(code=bus, into=travel, by=team_member)
    said = set(Coding.objects.values_list("code", "coder"))
    assert said == {(travel.pk, team_member.pk), (travel.pk, administrator.pk)}
    quotation.refresh_from_db()
    assert quotation.code == travel
    assert list(Code.objects.in_use()) == [travel]
    assert set(travel.merged.all()) == {bus, older}
    assert {change.code for change in flows.history_of(travel)} == {bus, older, travel}
    assert make("Bus").pk != bus.pk
    with pytest.raises(Refused):
        flows.merge_codes(code=travel, into=Code.objects.get(pk=bus.pk), by=team_member)


def test_merging_a_theme_into_one_below_it(make, team_member):
    wide = make("Vivre ici")
    narrow, sister = make("Bus", parent=wide), make("Café", parent=wide)
    flows.merge_codes(code=wide, into=narrow, by=team_member)
    for code in (narrow, sister):
        code.refresh_from_db()
    assert (narrow.parent, sister.parent) == (None, narrow)


def test_splitting_moves_the_chosen_passages(make, team_member):
    travel = make("Se déplacer")
    bus, path = code_words(travel, team_member), code_words(travel, team_member, text="Un trottoir")
    fresh = flows.split_code(code=travel, name="Bus", definition="Lignes.", segments=[bus], by=team_member)
    assert {coding.segment: coding.code for coding in Coding.objects.all()} == {bus: fresh, path: travel}
    assert [change.action for change in CodeChange.objects.filter(code=fresh)] == ["split"]
    for name, segments in (("Trottoirs", []), ("Bus", [path])):
        with pytest.raises(Refused):
            flows.split_code(code=travel, name=name, definition="", segments=segments, by=team_member)


def test_the_pages_do_the_same(make, team_client, edition, team_member):
    bus, travel = make("Bus"), make("Se déplacer")
    segment = code_words(bus, team_member)

    def post(page, *args, **values):
        return team_client.post(reverse(page, args=[edition.pk, *args]), values)

    assert post("coding_themes", name="Bus").context["form"].non_field_errors()
    assert post("coding_theme", bus.pk, name="Cars", definition="Tous.", shortcut="b", parent="").status_code == 302
    missing = post("coding_split", bus.pk, name="Le bus du soir")
    assert "Cochez au moins un passage" in missing.content.decode()
    assert 'value="Le bus du soir"' in missing.content.decode()
    post("coding_split", bus.pk, name="Le bus du soir", segments=[segment.pk])
    post("coding_merge", bus.pk, into=travel.pk)
    assert [code.name for code in Code.objects.in_use()] == ["Le bus du soir", "Se déplacer"]
    assert team_client.get(reverse("coding_theme", args=[edition.pk, bus.pk])).status_code == 404


def test_the_list_of_themes_costs_the_same_with_thirty(make, team_client, edition):
    names = iter(range(100))
    url = reverse("coding_themes", args=[edition.pk])
    assert_constant_queries(team_client, url, lambda number: [make(f"Thème {next(names)}") for _one in range(number)])

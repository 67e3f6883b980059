"""The pages of outings: the calendar of the team, « Mes sorties », and their papers."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Call
from members.models import Message
from surveys.models import Outing, Place
from tests.factories import exchanges, members, surveys
from tests.factories.exchanges import plain_day
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return surveys.EditionFactory(interviewers_note="Les gilets sont dans le placard.")


def day(away: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=away)


def said(**more) -> dict[str, object]:
    """What the form of a new outing holds when all is well."""
    return {
        "date": plain_day().isoformat(),
        "starts_at": "16:15",
        "ends_at": "17:30",
        "new_place": "Devant l’école",
        "kind": "school",
        "people_wanted": 2,
        "weeks": 1,
        "note": "Au banc",
    } | more


def make_outings(edition, away: int, **more):
    """Makes outings a day apart, each with two people, sheets and a place of its own."""
    people = members.MemberFactory.create_batch(2)
    version = surveys.VersionFactory(edition=edition, number=edition.versions.count() + 1)

    def make(number: int) -> None:
        for _turn in range(number):
            there = Outing.objects.count()
            outing = surveys.OutingFactory(edition=edition, date=day(away + (there if away > 0 else -there)), **more)
            outing.interviewers.add(*people)
            surveys.ResponseFactory(version=version, outing=outing)

    return make


@pytest.mark.parametrize(("show", "away"), [("coming", 1), ("short", 1), ("past", -1), ("to_tell", -1)])
def test_the_calendar_costs_the_same_with_thirty_outings(team_client, edition, show, away):
    url = f"{reverse('outings', args=[edition.pk])}?show={show}"
    assert_constant_queries(team_client, url, make_outings(edition, away, people_wanted=3))


@pytest.mark.parametrize("name", ["outings_by_person", "outing_figures"])
def test_the_other_lists_cost_the_same_with_thirty_outings(team_client, edition, name):
    away = 1 if name == "outings_by_person" else -1
    assert_constant_queries(team_client, reverse(name, args=[edition.pk]), make_outings(edition, away))


def test_my_outings_cost_the_same_with_thirty(member_client, member, edition):
    make_open = make_outings(edition, 1, welcomes_volunteers=True, people_wanted=3)

    def make(number: int) -> None:
        make_open(number)
        for outing in Outing.objects.order_by("-pk")[: number // 2]:
            outing.interviewers.add(member)

    assert_constant_queries(member_client, reverse("my_outings"), make)


def test_outings_stand_under_their_months(team_client, edition):
    for month in (1, 2, 2):
        surveys.OutingFactory(edition=edition, date=datetime.date(timezone.localdate().year + 1, month, 9))
    months = team_client.get(reverse("outings", args=[edition.pk])).text.split("<h2")[1:-1]
    assert [month.count("date-tile") for month in months[:2]] == [1, 2]


def test_an_outing_and_its_place_are_made_in_one_form_pressed_twice(team_client, edition, on_commit):
    paulo = members.MemberFactory(first_name="Paulo", last_name="Tessier")
    url = reverse("outing_new", args=[edition.pk])
    for _turn in range(2):
        with on_commit():
            response = team_client.post(url, said(more_interviewers="Paulo Tessier", weeks=3))
        assert response.url == reverse("outings", args=[edition.pk])
    assert (Outing.objects.count(), Place.objects.count(), Message.objects.count()) == (3, 1, 1)
    assert all(list(outing.interviewers.all()) == [paulo] for outing in Outing.objects.all())


def test_the_weeks_left_out_are_said_and_a_marked_day_too(team_client, edition):
    closed = plain_day() + datetime.timedelta(7)
    exchanges.ClosureFactory(first_day=closed, last_day=closed, name="Inventaire")
    url = reverse("outing_new", args=[edition.pk])
    page = team_client.post(url, said(weeks=2), follow=True).text
    assert "(Inventaire). Pour sortir quand même" in page
    assert "la mention «\u00a0Inventaire" in team_client.post(url, said(date=closed.isoformat()), follow=True).text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"new_place": ""}, "Choisissez un lieu, ou écrivez-en un nouveau dessous."),
        ({"new_place": "chez Paulette"}, "Un logement ne peut pas être un lieu de rencontre."),
        ({"ends_at": "15:00"}, "La sortie finit avant de commencer."),
        ({"starts_at": ""}, "Dites aussi à partir de quelle heure."),
        ({"date": "2062-11-30"}, "Regardez l’année"),
        ({"date": "mardi"}, "Écrivez la date ainsi"),
        ({"more_interviewers": "Zozo Nulle-Part"}, "Personne ne s’appelle"),
        ({"more_interviewers": "Léo Brévin"}, "Il faut avoir 18 ans pour enquêter. Léo peut venir avec un adulte."),
        ({"weeks": 60}, "Mettez un nombre entre 1 et 26."),
        ({"people_wanted": 0}, "Mettez un nombre entre 1 et 20."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(team_client, edition, wrong, words):
    members.MemberFactory(first_name="Léo", last_name="Brévin", child=True)
    response = team_client.post(reverse("outing_new", args=[edition.pk]), said(**wrong))
    assert response.status_code == 422
    assert words in response.text
    assert "Au banc" in response.text
    assert not Outing.objects.exists()


def test_another_outing_of_that_day_is_not_lost(team_client, edition):
    url = reverse("outing_new", args=[edition.pk])
    team_client.post(url, said())
    response = team_client.post(url, said(note="Sous l’auvent"))
    assert (response.status_code, "Cette sortie est déjà là." in response.text) == (422, True)
    assert Outing.objects.get().note == "Au banc"


def test_an_outing_is_changed_and_taken_away(team_client, edition):
    outing = surveys.OutingFactory(edition=edition, date=day(7))
    url = reverse("outing_edit", args=[outing.pk])
    change = said(place=outing.place_id, new_place="", kind="market", welcomes_volunteers="on")
    assert team_client.post(url, change).status_code == 302
    outing.refresh_from_db()
    assert (outing.kind, outing.welcomes_volunteers, outing.note) == ("market", True, "Au banc")
    surveys.ResponseFactory(version__edition=edition, outing=outing)
    kept = team_client.post(reverse("outing_remove", args=[outing.pk]), follow=True)
    assert "elle reste" in kept.text
    edition.responses.all().delete()
    team_client.post(reverse("outing_remove", args=[outing.pk]))
    assert not Outing.objects.exists()


def test_an_interviewer_reads_where_and_with_whom_and_says_how_it_went(member_client, member, edition):
    outing = surveys.OutingFactory(edition=edition, note="Au banc")
    outing.interviewers.add(member, members.MemberFactory(first_name="Nadia", last_name="Costes"))
    page = member_client.get(reverse("outing", args=[outing.pk])).text
    assert ("Nadia" in page, "Costes" in page, "Au banc" in page) == (True, False, True)
    url = reverse("outing", args=[outing.pk])
    wrong = member_client.post(url, {"met": "beaucoup", "refused": -1, "weather": "Pluie"})
    assert (wrong.status_code, "Pluie" in wrong.text) == (422, True)
    assert member_client.post(url, {"met": 12, "refused": 3, "weather": "Pluie"}).status_code == 302
    outing.refresh_from_db()
    assert (outing.met, outing.refused, outing.told_on) == (12, 3, timezone.localdate())


def test_no_figure_stands_beside_a_name(team_client, edition):
    outing = surveys.OutingFactory(edition=edition, date=day(-1), met=7, told_on=day(0))
    outing.interviewers.add(members.MemberFactory(first_name="Zéphyrine"))
    calendar = reverse("outings", args=[edition.pk])
    for url in (f"{calendar}?show=past", reverse("outing", args=[outing.pk])):
        page = team_client.get(url).text
        assert ("Zéphyrine" in page, "7 personnes" in page or 'value="7"' in page) == (False, True)


def test_a_resident_sees_no_name_before_they_come(member_client, member, edition):
    outing = surveys.OutingFactory(edition=edition, date=day(3), welcomes_volunteers=True, people_wanted=2)
    outing.interviewers.add(members.MemberFactory(first_name="Zéphyrine"))
    for url in (reverse("my_outings"), reverse("outing", args=[outing.pk])):
        assert "Zéphyrine" not in member_client.get(url).text
    assert member_client.post(reverse("outing", args=[outing.pk]), {"met": 1, "refused": 1}).status_code == 403
    assert member_client.get(reverse("outing_sheet_pdf", args=[outing.pk])).status_code == 403
    assert "Zéphyrine" in member_client.post(reverse("outing_join", args=[outing.pk]), follow=True).text
    member_client.post(reverse("outing_leave", args=[outing.pk]))
    assert outing.interviewers.count() == 1


def test_figures_are_those_of_the_network(team_client, edition):
    version = surveys.VersionFactory(edition=edition)
    for kind, met, sheets in (("school", 12, 2), ("school", 8, 0), ("market", 30, 3)):
        outing = surveys.OutingFactory(edition=edition, date=day(-3), kind=kind, met=met, refused=1, told_on=day(-2))
        outing.interviewers.add(members.MemberFactory(first_name="Zéphyrine"))
        surveys.ResponseFactory.create_batch(sheets, version=version, outing=outing)
    surveys.OutingFactory(edition=edition, date=day(-1), met=99)
    surveys.ResponseFactory(version=version)
    response = team_client.get(reverse("outing_figures", args=[edition.pk]))
    figures = response.context["figures"]
    total = figures.total
    assert (total.outings, total.sheets, total.met, total.refused, total.untold) == (4, 5, 50, 3, 1)
    assert (figures.elsewhere, [list(row.cells.values()) for row in figures.by_kind.rows]) == (
        1,
        [[2, 2, 20, 2], [1, 0, "–", "–"], [1, 3, 30, 1]],
    )
    assert "Zéphyrine" not in response.text


def test_a_call_about_an_outing_is_made_once(team_client):
    call = exchanges.CallFactory(session=None, day=day(3), words="On vous attend mardi.", about="outing_named")
    assert "On vous attend mardi." in team_client.get(reverse("team_calls")).text
    assert team_client.get(reverse("team_call_list_pdf")).content.startswith(b"%PDF")
    assert team_client.post(reverse("outing_call", args=[call.pk])).status_code == 302
    assert not Call.objects.to_make().exists()


def test_papers_and_calendar(member_client, team_client, member, edition):
    hours = {"starts_at": None, "ends_at": None}
    outing = surveys.OutingFactory(edition=edition, date=day(3), place__name="École; la grande", **hours)
    outing.interviewers.add(member)
    calendar = member_client.get(reverse("outing_calendar", args=[outing.pk])).content.decode()
    assert f"DTSTART;VALUE=DATE:{outing.date:%Y%m%d}\r\n" in calendar
    assert "École\\; la grande" in calendar
    surveys.OutingFactory(edition=edition, date=day(3))
    week = reverse("outings_week_pdf", args=[edition.pk, outing.date.isoformat()])
    for client, url in (
        (member_client, reverse("outing_sheet_pdf", args=[outing.pk])),
        (member_client, reverse("interviewer_guide_pdf")),
        (team_client, week),
    ):
        assert client.get(url).content.startswith(b"%PDF")
    for nothing in ("2020-01-01", "mardi"):
        assert team_client.get(reverse("outings_week_pdf", args=[edition.pk, nothing])).status_code == 404
    assert "Les gilets sont dans le placard." in member_client.get(reverse("interviewer_guide")).text

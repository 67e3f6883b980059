"""« Présences »: the figures of a school year, for the team."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from exchanges.attendance.report import list_lines, report_attendance
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

AUTUMN, SUMMER = datetime.date(2025, 10, 4), datetime.date(2026, 7, 4)


@pytest.fixture
def year(db, time_machine):
    """A school year: 6 people of one village came twice in autumn and once in summer, 7 of another in autumn."""
    time_machine.move_to(datetime.datetime(2026, 7, 20, tzinfo=datetime.UTC), tick=False)
    first, second = members.CommuneFactory(name="Chantelande"), members.CommuneFactory(name="=Vaubrune")
    chantelande = [members.MemberFactory(commune=first, birth_year=1960) for _turn in range(6)]
    vaubrune = [members.MemberFactory(commune=second, birth_year=None, said_age_band="26_39") for _turn in range(7)]
    hold(AUTUMN, chantelande + vaubrune)
    hold(AUTUMN + datetime.timedelta(days=7), chantelande)
    hold(SUMMER, chantelande)
    return first, second


def hold(date, people, *, state="held", came=True):
    session = exchanges.SessionFactory(date=date, sharers=1, learners=max(2, len(people)), capacity=40, state=state)
    for person in people:
        exchanges.ParticipationFactory(session=session, member=person, answer="yes", came=came)
    return session


def rows_of(report) -> dict[str, list]:
    return {row.label: list(row.cells.values()) for table in report.tables for row in table.rows}


def test_counts_comings_by_season(year):
    with translation.override("fr"):
        report = report_attendance(2025)
    assert (report.sessions, report.attended) == (3, 25)
    rows = rows_of(report)
    assert rows["Tout le réseau"][-1] == 25
    true = {"Chantelande": [12, 6, 18], "=Vaubrune": [7, 0, 7], "Tout le réseau": [19, 6, 25]}
    true |= {"60–74 ans": true["Chantelande"], "26–39 ans": true["=Vaubrune"]}
    for label, cells in true.items():
        assert [cell for cell, shown in zip(cells, rows[label], strict=True) if shown not in (None, cell)] == []


def test_leaves_out_who_did_not_come_what_was_not_held_and_other_years(year):
    before = rows_of(report_attendance(2025))
    crowd = [members.MemberFactory(commune=year[0], birth_year=1960) for _turn in range(9)]
    hold(AUTUMN + datetime.timedelta(days=14), crowd, came=False)
    hold(AUTUMN + datetime.timedelta(days=21), crowd, state="not_held")
    hold(AUTUMN - datetime.timedelta(days=365), crowd)
    after = rows_of(report_attendance(2025))
    assert {label: after[label] for label in before} == before


def test_hides_few_people_even_when_they_come_often(db):
    few = [members.MemberFactory(birth_year=1960) for _turn in range(4)]
    for week in range(5):
        hold(AUTUMN + datetime.timedelta(weeks=week), few)
    report = report_attendance(2025)
    assert report.attended is None
    assert {cell for cells in rows_of(report).values() for cell in cells} == {None}


def test_a_small_village_cannot_be_found_by_subtraction(db):
    villages = [members.CommuneFactory() for _turn in range(3)]
    for village, number in zip(villages, (2, 8, 9), strict=True):
        hold(AUTUMN, [members.MemberFactory(commune=village, birth_year=1960) for _turn in range(number)])
    with translation.override("fr"):
        rows = rows_of(report_attendance(2025))
    autumn = [rows[village.name][0] for village in villages]
    assert rows["Tout le réseau"][0] == 19
    assert autumn[0] is None
    assert autumn.count(None) > 1


def test_only_the_team_sees_it(year, team_client, member_client, facilitator_client, client):
    for name, args in (("attendance", []), ("attendance_csv", [2025]), ("attendance_xlsx", [2025])):
        url = reverse(name, args=args)
        statuses = [
            someone.get(url).status_code for someone in (team_client, member_client, facilitator_client, client)
        ]
        assert statuses == [200, 403, 403, 302]


def test_the_page_shows_this_school_year_and_leads_to_others(year, team_client):
    hold(AUTUMN - datetime.timedelta(days=365), [])
    page = team_client.get(reverse("attendance"))
    assert "25 présences" in page.text
    assert "3 séances ont eu lieu de septembre 2025 à août 2026." in page.text
    assert page.context["years"] == [2025, 2024]
    assert team_client.get(reverse("attendance"), {"year": "2024"}).context["report"].sessions == 1
    assert team_client.get(reverse("attendance"), {"year": "2023"}).status_code == 404
    assert team_client.get(reverse("attendance"), {"year": "x"}).status_code == 404


def test_the_page_says_so_when_nothing_was_held(team_client):
    page = team_client.get(reverse("attendance"))
    assert "Pas encore de séance tenue" in page.text
    assert "<table" not in page.text


def test_files_say_the_same_as_the_page_and_run_no_formula(year, team_client):
    with translation.override("fr"):
        lines = list_lines(report_attendance(2025))
    assert lines[0] == ["Tableau", "Ligne", "Automne", "Été", "Année"]
    expected = [[f"'{cell}" if cell == "=Vaubrune" else cell for cell in line] for line in lines]
    csv_file = team_client.get(reverse("attendance_csv", args=[2025]))
    assert csv_file.headers["Content-Disposition"] == 'attachment; filename="presences-2025.csv"'
    rows = list(csv.reader(io.StringIO(csv_file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [[str(cell) for cell in line] for line in expected]
    xlsx = team_client.get(reverse("attendance_xlsx", args=[2025])).content
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx)).active
    assert [list(line) for line in sheet.iter_rows(values_only=True)] == expected


def test_costs_the_same_for_one_and_for_thirty_sessions(team_client):
    assert_constant_queries(
        team_client,
        reverse("attendance"),
        lambda number: [
            hold(exchanges.in_days(-20 - turn), [members.MemberFactory(commune=None)]) for turn in range(number)
        ],
    )

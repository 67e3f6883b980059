"""A past survey comes in: once, without a name beside an answer, save for those who said yes."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse

from members.flows.refused import Refused
from members.models import SheetImport
from members.sheets.fields import Kind
from members.sheets.headers import guess_mapping
from members.sheets.reading import read_sheet
from surveys.flows.editions import prepare_version
from surveys.flows.survey_import import plan_survey, questions_of
from surveys.flows.survey_writing import write_survey
from surveys.models import Answer, ContactSlip, Edition, Outing, Place, Response, SlipLink
from tests.factories import surveys
from tests.factories.members import SkillFactory

pytestmark = pytest.mark.django_db
TITLES = (
    "Date;Lieu;Commune;Tranche d'âge;J'aimerais changer;Ce sur quoi je suis prêt·e;Je sais faire;J'aimerais apprendre;"
    "Accord;Prénom;Nom;Contact"
)
YES = "12/03/2026;Marché;Rocamaure;60-74 ans;des bancs;Donner un coup de main;la couture;;oui;Odile;Brévin;0639980011"
NO = "12/03/2026;Marché;Rocamaure;60-74 ans;des bancs;;;la couture;non;Paulo;Tessier;0639980022"
CHILD = "12/03/2026;École;Rocamaure;moins de 15 ans;un skatepark;;;;oui;Léo;Brévin;0639980011"
EMPTY = "12/03/2026;Marché;Rocamaure;40-59 ans;;;;;non;;;"
LATE = "12/03/2999;Marché;Rocamaure;40-59 ans;du bus;;;;non;;;"


@pytest.fixture
def edition():
    return surveys.make_open_edition()


def plan_of(edition, *lines, titles=TITLES, mapping=None):
    table = read_sheet("\n".join((titles, *lines)).encode())
    mapping = mapping or guess_mapping(table, Kind.SURVEY, questions_of(edition))
    return plan_survey(edition=edition, table=table, mapping=mapping)


def bring_in(edition, *lines, **how):
    plan = plan_of(edition, *lines, **how)
    sheet = SheetImport.objects.create(kind="survey", file_name="enquete.csv", content=b"", into=str(edition.pk))
    write_survey(edition=edition, plan=plan, sheet=sheet)
    return plan


def verdicts(plan):
    return [(str(line.verdict), [one.code for one in line.reasons]) for line in plan]


def test_a_whole_sheet_comes_in_once(edition):
    people = [YES.replace("des bancs", f"banc {turn}").replace("0011", f"{turn:04d}") for turn in range(60)]
    lines = [*people, NO, NO, CHILD, EMPTY, LATE]
    first = bring_in(edition, *lines)
    assert first.counts()["create"] == 63
    assert verdicts(first)[-2:] == [("refused", ["no_answer"]), ("refused", ["day_to_come"])]
    assert (Response.objects.count(), ContactSlip.objects.count(), Place.objects.count()) == (63, 60, 2)

    again = bring_in(edition, *lines)
    assert (again.counts()["create"], again.counts()["same"]) == (0, 63)
    assert (Response.objects.count(), ContactSlip.objects.count()) == (63, 60)


def test_only_a_yes_is_linked_and_never_a_child(edition):
    bring_in(edition, YES, NO, CHILD)
    link = SlipLink.objects.select_related("slip", "response__commune").get()
    assert (link.slip.name, link.slip.phone, link.slip.agrees_to_contact) == ("Odile Brévin", "+33639980011", True)
    assert (link.response.age_band, link.response.commune.name) == ("60_74", "Rocamaure")
    assert {answer.question.key: answer.text for answer in link.response.answers.select_related("question")} == {
        "change": "des bancs",
        "ready": "",
        "savoirs_have": "la couture",
    }
    assert link.response.answers.get(question__key="ready").choices == ["hands"]


def test_the_number_of_a_sheet_says_nothing_of_who_answered(edition):
    """Somebody who holds the slips and tries them all must not find the sheet again by its uuid."""
    told = bring_in(edition, NO).drafts[0].uuid
    Response.objects.all().delete()
    anonymous = NO.replace("Paulo;Tessier;0639980022", ";;")
    assert [draft.uuid for draft in bring_in(edition, anonymous).drafts] == [told]


def test_a_withdrawn_slip_does_not_come_back(edition):
    bring_in(edition, YES)
    ContactSlip.objects.all().delete()
    bring_in(edition, YES)
    assert ContactSlip.objects.count() == 0


def test_sheets_of_a_day_and_a_place_come_from_one_outing(edition):
    """It holds the day and the place, which the sheets hold already: no hours, nobody who asked."""
    titles = "Date;Lieu;Enquêteur;Type de lieu;Nb de personnes rencontrées;Changer"
    lines = [
        "12/03/2026;Bourg;Nadia;Marché;12;des bancs",
        "12/03/2026;bourg;Paulo;marché;15 personnes;du bus",
        "13/03/2026;Devant l'école;;;;des arbres",
        ";Bourg;;;;un four",
        "14/03/2026;;;;9;un café",
    ]
    for _turn in range(2):
        bring_in(edition, *lines, titles=titles)
    fields = ("place__name", "kind", "met", "starts_at", "interviewers", "responses__day")
    assert sorted(map(str, Outing.objects.values_list("date", *fields).distinct())) == [
        "(datetime.date(2026, 3, 12), 'Bourg', 'market', 15, None, None, datetime.date(2026, 3, 12))",
        "(datetime.date(2026, 3, 13), \"Devant l'école\", 'school', 0, None, None, datetime.date(2026, 3, 13))",
    ]
    assert Response.objects.exclude(outing=None).count() == 3
    assert not Response.objects.exclude(outing=None).exclude(day=F("outing__date"), place=F("outing__place")).exists()


def test_sheets_join_the_outing_that_was_planned(edition):
    place = surveys.PlaceFactory(name="Bourg", commune=None)
    planned = surveys.OutingFactory(edition=edition, place=place, kind="event", date=datetime.date(2026, 3, 12), met=4)
    Outing.objects.update(told_on=planned.date)
    bring_in(edition, "12/03/2026;Bourg;12;des bancs", titles="Date;Lieu;Nombre de personnes rencontrées;Changer")
    planned.refresh_from_db()
    assert (planned.responses.count(), planned.met, Outing.objects.count()) == (1, 4, 1)


def test_a_numbered_sheet_keyed_before_is_refused(edition):
    surveys.ResponseFactory(version=edition.current_version, sheet_number=7, uuid=uuid.uuid4())
    plan = plan_of(edition, "7;des bancs", "8;du bus", titles="N°;Changer")
    assert verdicts(plan) == [("refused", ["sheet_keyed"]), ("create", [])]


def test_another_column_becomes_a_question(edition):
    how = {"titles": "Changer;Et la cantine ?", "mapping": ("question:change", "new_question")}
    plan = bring_in(edition, "des bancs;trop salée", **how)
    assert (plan.new_questions, edition.current_version.number) == ({"et_la_cantine": "Et la cantine ?"}, 2)
    assert Answer.objects.get(question__key="et_la_cantine").text == "trop salée"
    assert bring_in(edition, "des bancs;trop salée", **how).counts()["same"] == 1
    assert edition.current_version.number == 2

    prepare_version(edition=edition)
    with pytest.raises(Refused):
        plan_of(edition, "des bancs;rien", titles="Changer;Le bus ?", mapping=("question:change", "new_question"))


def test_words_that_say_too_much_wait(edition):
    plan = bring_in(edition, NO.replace("des bancs", "appelez-moi au 06 39 98 00 22"))
    assert Answer.objects.waiting_for_review().get().flags == ["phone"]
    assert "hear" not in str(plan.lines[0].changes)


def test_offers_and_requests_are_heard_in_open_answers(edition):
    SkillFactory(name="Couture")
    plan = plan_of(edition, YES, NO, YES.replace("la couture", "rien"))
    assert {name: plan.counts()[name] for name in ("offers", "requests", "to_place")} == {
        "offers": 1,
        "requests": 1,
        "to_place": 0,
    }


def test_the_command_begins_a_past_edition_and_says_what_it_heard(tmp_path, capsys):
    path = tmp_path / "Printemps 2024.csv"
    path.write_text(f"{TITLES}\n{YES}\n{EMPTY}\n")
    call_command("import_survey", path, "--dry-run")
    assert (Edition.objects.count(), Response.objects.count()) == (0, 0)
    call_command("import_survey", path, "--rejected", tmp_path / "a-corriger.csv")
    edition = Edition.objects.get()
    assert (edition.name, edition.state, edition.responses.count()) == ("Printemps 2024", "closed", 1)
    assert "Il n’y a pas de réponse sur cette ligne." in capsys.readouterr().out
    call_command("import_survey", path, "--edition", edition.slug)
    assert Response.objects.count() == 1
    with pytest.raises(CommandError):
        call_command("import_survey", tmp_path / "absent.csv")


def test_on_the_page_a_survey_asks_for_its_edition_and_gives_lines_back_without_names(team_client, edition, on_commit):
    def upload(**data):
        lines = (TITLES, YES, LATE.replace("non;;;", "oui;Zoé;Lagarde;"))
        file = SimpleUploadedFile("enquete.csv", "\n".join(lines).encode())
        return team_client.post(reverse("imports"), {"kind": "survey", "file": file, **data}, follow=True)

    assert "Choisissez l’édition de ces réponses." in upload().text
    page = upload(edition=edition.pk)
    sheet = page.context["sheet"]
    chosen = {name: field.initial for name, field in page.context["form"].fields.items()}
    nothing = team_client.post(reverse("import_columns", args=[sheet.pk]), dict.fromkeys(chosen, ""))
    assert "Dites quelles colonnes contiennent les réponses." in nothing.text
    preview = team_client.post(reverse("import_columns", args=[sheet.pk]), chosen, follow=True)
    assert "Entendu dans les réponses" in preview.text
    with on_commit():
        team_client.post(reverse("import_apply", args=[sheet.pk]))
    assert Response.objects.get().brought_by == sheet
    given_back = team_client.get(reverse("import_given_back", args=[sheet.pk, "a-corriger"])).content.decode()
    assert ("du bus" in given_back, "Lagarde" in given_back) == (True, False)
    kept = SheetImport.objects.get()
    assert (bytes(kept.content), "Odile" in str(kept.report)) == (b"", False)

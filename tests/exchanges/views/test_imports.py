"""The pages « Importer »."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Member, SheetImport
from tests.sheets import make_sheet, somebody

pytestmark = pytest.mark.django_db
SHEET = make_sheet(somebody(tel="0639980011", propose="tricot"), somebody(annee="1951"), somebody(annee="1873"))


def upload(client, content=SHEET, name="liste.csv"):
    data = {"kind": "residents", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("imports"), data, follow=True)


@pytest.fixture
def sheet(team_client):
    """A sheet whose columns are settled."""
    page = upload(team_client)
    form = page.context["form"]
    sheet = page.context["sheet"]
    data = {name: field.initial for name, field in form.fields.items()}
    team_client.post(reverse("import_columns", args=[sheet.pk]), data)
    return SheetImport.objects.get()


def page_of(client, sheet, **query):
    return client.get(reverse("import", args=[sheet.pk]), query)


def test_a_sheet_goes_from_the_file_to_the_people(team_client, on_commit):
    page = upload(team_client)
    assert page.redirect_chain[-1][0] == reverse("import_columns", args=[page.context["sheet"].pk])
    assert "Pradelle" in page.text

    sheet = page.context["sheet"]
    data = {name: field.initial for name, field in page.context["form"].fields.items()}
    preview = team_client.post(reverse("import_columns", args=[sheet.pk]), data, follow=True)
    assert "Voici ce qui va se passer" in preview.text
    assert Member.objects.filter(brought_by=sheet).count() == 0

    with on_commit():
        team_client.post(reverse("import_apply", args=[sheet.pk]))
    done = page_of(team_client, sheet)
    assert "Les lignes sont entrées" in done.text
    assert Member.objects.get(brought_by=sheet).first_name == "Odile"

    given_back = team_client.get(reverse("import_given_back", args=[sheet.pk, "a-corriger"]))
    assert given_back["Content-Disposition"].startswith("attachment")
    assert b"Raison" in given_back.content
    assert team_client.get(reverse("import_given_back", args=[sheet.pk, "a-verifier"])).status_code == 404


@pytest.mark.parametrize(
    "name, content, sentence",
    [
        ("photo.png", b"\x89PNG\r\n\x00", "n’est pas un tableau"),
        ("liste.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien fichier Excel"),
        ("liste.csv", b"Nom;Commune\n", "aucune ligne"),
    ],
)
def test_a_wrong_file_is_told_and_the_choice_kept(team_client, name, content, sentence):
    page = upload(team_client, content, name)

    assert sentence in page.text
    assert page.context["form"]["kind"].value() == "residents"
    assert SheetImport.objects.count() == 0


def test_the_columns_must_hold_a_name_and_no_field_twice(team_client):
    sheet = upload(team_client).context["sheet"]
    address = reverse("import_columns", args=[sheet.pk])

    nameless = team_client.post(address, {"column_3": "commune", "column_4": "commune"})
    assert "Dites quelle colonne contient les noms." in nameless.text
    assert "est déjà une autre colonne" in nameless.text
    assert nameless.context["form"]["column_4"].value() == "commune"


@pytest.mark.parametrize(
    "group, titles", [("", 3), ("create", 1), ("probable", 1), ("refused", 1), ("same", 0), ("x", 0)]
)
def test_lines_are_shown_by_group(team_client, sheet, group, titles):
    assert len(page_of(team_client, sheet, lignes=group).context["page"].object_list) == titles


def test_a_doubtful_line_is_settled_on_the_page(team_client, sheet):
    decide = reverse("import_decide", args=[sheet.pk])
    team_client.post(decide, {"decision": "3:new", "lignes": "probable"})
    sheet.refresh_from_db()
    assert sheet.counts["create"] == 2

    team_client.post(decide, {"decision": "3:", "lignes": ""})
    sheet.refresh_from_db()
    assert sheet.counts["probable"] == 1


@pytest.mark.parametrize("decision", ["", "x:merge", "3:erase", "all:new:y"])
def test_a_decision_that_means_nothing_changes_nothing(team_client, sheet, decision):
    team_client.post(reverse("import_decide", args=[sheet.pk]), {"decision": decision})
    counts = sheet.counts
    sheet.refresh_from_db()

    assert sheet.counts == counts


def test_a_sheet_may_be_thrown_away(team_client, sheet):
    team_client.post(reverse("import_drop", args=[sheet.pk]))

    assert SheetImport.objects.count() == 0


def test_the_progress_is_shown_while_the_lines_come_in(team_client, sheet):
    SheetImport.objects.update(state="applying", lines_done=1)

    assert "Lignes\xa0: 1 sur 3" in page_of(team_client, sheet).text
    assert "Lignes\xa0: 1 sur 3" in team_client.get(reverse("import_progress", args=[sheet.pk])).text
    SheetImport.objects.update(state="done")
    asked_again = team_client.get(reverse("import_progress", args=[sheet.pk]), headers={"hx-request": "true"})
    assert asked_again["HX-Refresh"] == "true"


@pytest.mark.parametrize("name, args", [("imports", []), ("import", [1]), ("import_columns", [1])])
def test_residents_bring_no_sheet_in(member_client, name, args):
    assert member_client.get(reverse(name, args=args)).status_code == 403


def test_a_page_of_lines_costs_the_same_with_one_and_thirty(team_client, django_assert_num_queries):
    sizes = []
    for count in (1, 30):
        people = [
            somebody(prenom=f"Odile{'abcdefghij'[n % 10] * (1 + n // 10)}", tel=f"06399800{n:02}") for n in range(count)
        ]
        upload(team_client, make_sheet(*people))
        sheet = SheetImport.objects.first()
        data = {f"column_{i}": code for i, code in enumerate(sheet.mapping)}
        team_client.post(reverse("import_columns", args=[sheet.pk]), data)
        with django_assert_num_queries(4):
            page = page_of(team_client, sheet)
        sizes.append(len(page.content))

    assert sizes[1] < 30 * 1024

"""`manage.py recognise`: phrases in, the three likeliest savoirs of each out."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from members.flows.learning import remember_words
from members.flows.starter_catalogue import load_starter_catalogue
from members.models import Skill
from tests.factories import members

TITLES = ["phrase", "skill_1", "confidence_1", "skill_2", "confidence_2", "skill_3", "confidence_3", "verdict"]


@pytest.fixture
def run(tmp_path, capsys):
    """Give a file to the command; returns its lines as dictionaries, and what it said beside."""

    def run_it(content: bytes | str, *options: str) -> tuple[list[dict[str, str]], str]:
        path = tmp_path / "phrases.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, beside = io.StringIO(), io.StringIO()
        call_command("recognise", str(path), *options, stdout=out, stderr=beside)
        return list(csv.DictReader(io.StringIO(out.getvalue()))), beside.getvalue()

    return run_it


@pytest.fixture
def wool(db):
    for name in ("Tricot", "Crochet", "Couture"):
        members.SkillFactory(name=name)


def test_a_line_a_phrase(run, wool):
    lines, beside = run("numéro;phrase\n1;tricot, crochet et couture\n2;rien\n\n3;\n4;xylozork pfttt\n")
    assert list(lines[0]) == TITLES
    assert [line["phrase"] for line in lines] == ["tricot, crochet et couture", "rien", "", "xylozork pfttt"]
    assert {lines[0][f"skill_{number}"] for number in (1, 2, 3)} == {"Tricot", "Crochet", "Couture"}
    assert [line["verdict"] for line in lines] == ["accept", "nothing", "nothing", "leave"]
    assert beside == ""


def test_confidences_go_down_and_each_savoir_comes_once(run, wool):
    (line,), _beside = run("phrase\ntricot ou bien du tricot et du crochet\n")
    found = [line[f"skill_{number}"] for number in (1, 2, 3) if line[f"skill_{number}"]]
    sure = [float(line[f"confidence_{number}"]) for number in range(1, len(found) + 1)]
    assert len(set(found)) == len(found)
    assert sure == sorted(sure, reverse=True)
    assert all(0 < one <= 1 for one in sure)


def test_the_words_that_spoke(run, wool):
    (line,), _beside = run("phrase\nun peu de tricot\n", "--explain")
    assert list(line) == [*TITLES, "words_1", "words_2", "words_3"]
    assert "tricot" in line["words_1"]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffphrase;savoir\ntricoter à l’école;x\n".encode(),
        "sep=,\r\nsavoir,Phrase\r\nx,tricoter à l’école\r\n".encode(),
        "PHRASES\tx\ntricoter à l’école\t\n".encode("utf-16"),
        "x;phrase\nx;tricoter à l’école\n".encode("cp1252"),
        "phrase\ntricoter à l’école\n".encode("cp1252"),
    ],
    ids=["utf-8 with its mark", "announced comma", "tab", "windows", "one column"],
)
def test_files_as_they_come(run, wool, content):
    assert [line["phrase"] for line in run(content)[0]] == ["tricoter à l’école"]


def test_commas_of_a_file_of_one_column_are_kept(run, wool):
    assert run("phrase\ntricot, crochet\n")[0][0]["phrase"] == "tricot, crochet"


def test_the_centres_own_words_are_heard(run, wool, team_member):
    remember_words(skill=Skill.objects.get(name="Crochet"), words="des zigouigouis", by=team_member)
    line = run("phrase\ndes zigouigouis\n")[0][0]
    assert (line["skill_1"], line["verdict"]) == ("Crochet", "accept")


def test_without_any_savoir_the_shipped_catalogue_answers(run, db):
    (line,), beside = run("phrase\nranger mes photos\n")
    assert line["skill_1"] == "Tri et retouche de photos numériques"
    assert (
        beside.strip() == "Il n’y a pas de savoir dans la base\u00a0: c’est le catalogue livré avec Animons qui répond."
    )
    load_starter_catalogue()
    assert run("phrase\nranger mes photos\n") == ([line], "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Ce fichier n’a aucune ligne."),
        ("\n \n", "Ce fichier n’a aucune ligne."),
        ("phrase\n", "Ce fichier n’a aucune ligne."),
        ("mots;savoir\nvélo;x\n", "Aucune colonne ne s’appelle «\u00a0phrase\u00a0»."),
        (b"PK\x03\x04" + bytes(range(32)) * 20, "Ce fichier n’est pas un tableau."),
    ],
)
def test_what_cannot_be_read_is_said(run, db, content, said):
    with pytest.raises(CommandError, match=said) as error:
        run(content)
    assert error.value.returncode == 2


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être ouvert") as error:
        call_command("recognise", str(tmp_path / "nulle-part.csv"))
    assert error.value.returncode == 2

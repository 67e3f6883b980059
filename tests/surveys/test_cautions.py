"""A soft warning for what says too much, and silence for what people usually wish."""

import pytest

from surveys.cautions import KINDS, as_json, find_cautions, flag_sheet
from surveys.questionnaire import Answer


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mon mari est diabétique, il ne peut plus conduire", ("health",)),
        ("Je fais une DÉPRESSION", ("health",)),
        ("Un repas pour la fin du ramadan", ("religion",)),
        ("Je suis d’origine portugaise", ("origin",)),
        ("Les Marocains du quartier", ("origin",)),
        ("Je vote à gauche", ("politics",)),
        ("Trop seule depuis que mon mari est décédé", ("hardship",)),
        ("Depuis mon divorce je ne vois plus personne", ("hardship",)),
        ("Mon mari me bat", ("hardship",)),
        ("J’ai des dettes, les huissiers sont venus", ("hardship",)),
        ("Demandez à Mme Vernhes", ("name",)),
        ("Ma voisine Sylvie chante bien", ("name",)),
        ("Je m'appelle zoé", ("name",)),
        ("Appelez-moi au 06 12 34 56 78", ("phone",)),
        ("06.12.34.56.78", ("phone",)),
        ("+33 6 12 34 56 78", ("phone",)),
        ("ecrivez a jo@exemple.fr svp", ("email",)),
        ("My illness; I voted", ("health", "politics")),
        ("Sylvie a un cancer, 0612345678", ("health", "name", "phone")),
    ],
)
def test_what_says_too_much_is_seen(text, kinds):
    assert find_cautions(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Plus de bus le dimanche",
        "Un médecin au village et une maison de santé",
        "Cuisiner des plats marocains",
        "Réparer l’église et le vieux pont",
        "Un banc devant l’école Louise-Michel, rue Jean Moulin",
        "Monsieur le maire devrait venir",
        "Une fête en 2026, le 14 07 2026 par exemple",
        "Prendre à droite après la mairie",
        "Sortir les personnes seules de chez elles",
        "Le village est mort le dimanche",
        "La garde des enfants le mercredi",
        "Jouer du violon, chanter la mère de Brassens",
        "Donner un nom à la rue de l’école",
    ],
)
def test_ordinary_wishes_say_nothing_too_much(text):
    assert find_cautions(text) == ()


def test_a_sheet_is_flagged_by_question():
    answers = {"change": Answer("Mon cancer"), "like": Answer("Un four à pain"), "ready": Answer("", ("cakes",))}
    assert flag_sheet(answers) == {"change": ("health",)}


def test_the_phone_gets_the_same_lists():
    lists = as_json()
    assert sorted(lists) == ["first_names", "not_people", "patterns", "terms"]
    assert sorted([*lists["terms"], *lists["patterns"]]) == sorted(KINDS)

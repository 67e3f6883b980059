import pytest

from members.recogniser import split_cell
from members.recogniser.clauses import cut_clauses


@pytest.mark.parametrize(
    "cell, wishes",
    [
        ("", []),
        (" , ;", []),
        ("yoga", ["yoga"]),
        ("cartonnage, APPRENDRE À DESSINER", ["cartonnage", "APPRENDRE À DESSINER"]),
        ("yoga / gym douce;marche\nchant", ["yoga", "gym douce", "marche", "chant"]),
        ("• tricot\n• crochet", ["tricot", "crochet"]),
        ("- tricot\n- grille-pain", ["tricot", "grille-pain"]),
        ("Cartes (belote, tarot), bridge", ["Cartes (belote, tarot)", "bridge"]),
        ("tricot - couture – broderie", ["tricot", "couture", "broderie"]),
        ("Recherche d'emploi et CV", ["Recherche d'emploi et CV"]),
    ],
)
def test_a_cell_is_cut_into_wishes(cell, wishes):
    assert split_cell(cell) == wishes


def wished(phrase: str) -> list[str]:
    return [phrase[clause.start : clause.end] for clause in cut_clauses(phrase) if not clause.refused]


@pytest.mark.parametrize(
    "phrase",
    [
        "pas le crochet", "surtout pas la cuisine", "je n’aime pas le sport", "je veux plus de réunions",
        "l’anglais, non merci", "la danse, non", "la danse ? jamais", "la gym bof", "le bridge c’est pas pour moi",
        "le foot ça me dit rien", "Le yoga ? Très peu pour moi.", "ne me parlez pas de maths, j’ai horreur de ça",
        "plus jamais de randonnée", "hors de question de chanter", "aucune envie de jardiner", "la chorale, sans façon",
        "je déteste coudre", "le tricot je laisse ça aux autres", "le karaoké : jamais de la vie", "no maths please",
        "je peux prêter ma remorque", "je vends mon piano", "quelqu’un pour tondre la pelouse",
        "donner des habits", "j’ai des pommes à donner", "merci pour votre accueil", "trop de voitures dans le bourg",
        "il manque un boulanger", "y a plus de bus",
        "jms de facebook", "le foot et moi ça fait deux", "chanter, moi ? jamais de la vie", "fini le jardinage",
        "ne comptez pas sur moi pour danser", "je me passe de la télé", "la poterie, bof bof", "pas fan de cartes",
    ],
)  # fmt: skip
def test_what_is_refused_or_lent_is_no_wish(phrase):
    assert wished(phrase) == []


@pytest.mark.parametrize(
    "phrase, kept",
    [
        ("tout sauf l’informatique", ["tout"]),
        ("le yoga mais pas la danse", ["le yoga"]),
        ("le yoga, pas la danse, et le chant", ["le yoga", "et le chant"]),
        ("le tricot, le crochet non merci, la couture", ["le tricot", "la couture"]),
        ("je ne sais pas coudre", ["je ne sais pas coudre"]),
        ("manger pas cher", ["manger pas cher"]),
        ("j’ai jamais appris à nager", ["j’ai jamais appris à nager"]),
        ("je n’ai pas encore le permis", ["je n’ai pas encore le permis"]),
        ("mon ordi ne marche plus", ["mon ordi ne marche plus"]),
        ("quelqu’un pour m’apprendre la guitare", ["quelqu’un pour m’apprendre la guitare"]),
        ("donner des cours de guitare", ["donner des cours de guitare"]),
        ("merci de m’apprendre le crochet", ["merci de m’apprendre le crochet"]),
        ("il me manque les bases en anglais", ["il me manque les bases en anglais"]),
        ("un jeu non violent pour enfants", ["un jeu non violent pour enfants"]),
        ("ça fait deux ans que je tricote", ["ça fait deux ans que je tricote"]),
        ("il faudrait un cours d’espagnol", ["il faudrait un cours d’espagnol"]),
    ],
)
def test_what_is_wished_stays(phrase, kept):
    assert wished(phrase) == kept

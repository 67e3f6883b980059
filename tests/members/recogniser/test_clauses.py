import pytest

from members.recogniser import split_cell


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

"""What names a thing of a savoir without wishing to learn it is asked about, never accepted unasked."""

import pytest

from members.recogniser import Recogniser, Term, Verdict
from members.recogniser.doubts import sounds_like_no_wish


def accepted(recogniser: Recogniser, phrase: str) -> list[object]:
    return [part.skill for part in recogniser.recognise(phrase).parts if part.verdict is Verdict.ACCEPT]


@pytest.mark.parametrize(
    "phrase",
    [
        # somebody should do it for them
        "on me recoud mes boutons ?", "j’ai besoin qu’on me répare mon grille-pain", "cherche une couturière sérieuse",
        "quelqu’un qui monterait mon étagère", "qui peut changer mon robinet", "un bon électricien",
        "faire venir une conteuse", "une manucure à domicile",
        # a wish for the village
        "un rucher sur le toit de la mairie", "il faudrait repeindre les volets de la poste", "rouvrir la boulangerie",
        "un concours de belote", "une soirée astronomie", "moins de limaces dans le parc", "un composteur collectif",
        "que la commune taille les pommiers", "un camion de nems le jeudi", "réparer le four du village",
        # told of others, or of other days
        "ma sœur tricote des pulls magnifiques", "mon oncle élevait des poules", "j’étais boulangère",
        "avant on parlait occitan au marché", "mes ruches ont toutes crevé", "c’est ma femme qui fait les confitures",
        # complaints
        "la chorale a fermé", "les guitares sont hors de prix", "trop de pucerons sur les rosiers de la place",
        "les voisins font du karaoké la nuit", "internet ne passe pas chez nous", "les poules du voisin sont dehors",
        # given, lent, sold
        "je prête ma ponceuse + échelle", "des bocaux, servez-vous", "ma machine à coudre, venez la chercher",
        "donne pelotes et aiguilles", "mon piano ne sert plus, je le vends", "j’ai de l’osier à qui en veut",
        # not liked
        "la poterie c mort", "je suis pas bricoleur", "le karaoké me fait honte",
        # not quite an answer
        "j’attends mon fils qui est au yoga", "vous réparez les vélos ?", "je passais pour la gym, je suis pressée",
    ],
)  # fmt: skip
def test_what_is_no_wish_to_learn_is_never_accepted(recogniser, phrase):
    assert accepted(recogniser, phrase) == []


@pytest.mark.parametrize(
    "phrase, skill",
    [
        ("quelqu’un pour m’apprendre le crochet", "Crochet"),
        ("je cherche une personne pour m’apprendre à coudre", "Couture à la machine"),
        ("il faudrait un cours d’espagnol", "Espagnol"),
        ("qui peut me montrer la belote", "Cartes (belote, tarot)"),
        ("j’aimerais faire du pain", "Pain et levain"),
        ("ma fille ne mange plus de viande", "Cuisine végétarienne"),
        ("ma chasse d’eau fuit", "Plomberie de base"),
        ("réparer mon vélo", "Réparation de vélos"),
    ],
)
def test_what_is_wished_is_accepted(recogniser, phrase, skill):
    assert accepted(recogniser, phrase) == [skill]


def test_a_doubt_is_asked_about_with_the_same_savoir_first(recogniser):
    (part,) = recogniser.recognise("mon fils est apiculteur").parts
    assert (part.verdict, part.candidates[0].skill) == (Verdict.ASK, "Apiculture")


def test_doubt_spreads_to_the_rest_of_a_phrase_unless_it_says_to_learn(recogniser):
    assert accepted(recogniser, "je prête ma remorque, bétonnière") == []
    assert accepted(recogniser, "je prête ma remorque, j’aimerais apprendre le tricot") == ["Tricot"]


def test_words_going_on_from_an_unknown_savoir_are_not_accepted(recogniser):
    assert accepted(recogniser, "ferrer les chevaux et les ânes") == []
    assert accepted(recogniser, "apprivoiser des rapaces, le tricot") == ["Tricot"]


def test_the_reason_of_a_refusal_is_no_wish(recogniser):
    assert accepted(recogniser, "surtout pas de théâtre, j’ai la mémoire d’une poule") == []
    assert accepted(recogniser, "pas le yoga, la couture") == ["Couture à la machine"]


def test_the_centres_own_words_are_beyond_doubt():
    recogniser = Recogniser([Term("Fêtes", "un concert sur la place", own=True), Term("Musique", "concert")])
    assert accepted(recogniser, "Un concert sur la place !") == ["Fêtes"]
    assert accepted(recogniser, "un concert sur la place de la mairie") == []


@pytest.mark.parametrize(
    "phrase",
    [
        "la souris",
        "les gammes a deux mains",
        "mon pc rame",
        "le chien tete en bas",
        "la chasse d'eau est cassee",
        "supprimer des photos",
    ],
)
def test_plain_words_raise_no_doubt(phrase):
    assert not sounds_like_no_wish(phrase)

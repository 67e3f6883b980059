"""What is left of a sentence after its opening, and what help it speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.becoming import continue_sentence, guess_help
from surveys.models import Outcome


@pytest.mark.parametrize(
    ("kind", "said", "left"),
    [
        ("offer", "Je sais tricoter", "tricoter"),
        ("offer", "je sais bien faire des confitures", "des confitures"),
        ("offer", "Je peux apprendre à coudre", "coudre"),
        ("offer", "Je peux vous montrer la greffe", "la greffe"),
        ("offer", "Mes confitures", "Mes confitures"),
        ("request", "J’aimerais apprendre à faire du pain", "faire du pain"),
        ("request", "je voudrais savoir utiliser mon téléphone", "utiliser mon téléphone"),
        ("request", "J'ai envie d'apprendre l'accordéon", "l'accordéon"),
        ("request", "le tricot", "le tricot"),
        ("help", "Je suis prêt(e) à faire des gâteaux", "faire des gâteaux"),
        ("help", "prête à prêter ma tente", "prêter ma tente"),
        ("help", "Je peux tenir un stand", "tenir un stand"),
        ("idea", "Je voudrais un four à pain", "Je voudrais un four à pain"),
        ("offer", "je sais", "je sais"),
    ],
)
def test_the_opening_goes_the_words_stay(kind, said, left):
    assert continue_sentence(said, kind) == left


@given(words=st.text(max_size=400), kind=st.sampled_from(Outcome.Kind.values))
def test_something_is_always_left_of_words_and_nothing_is_invented(words, kind):
    plain = " ".join(words.split())
    left = continue_sentence(words, kind)
    assert left in plain
    assert len(left) <= 200
    assert bool(left) == bool(plain)


@pytest.mark.parametrize(
    ("said", "help"),
    [
        ("Prêter mon barnum", "tent"),
        ("Faire des GÂTEAUX", "cakes"),
        ("J’ai une voiture", "car"),
        ("une grange pour stocker", "room"),
        ("Accompagner une personne âgée", "time"),
        ("un coup de main le samedi", "hands"),
        ("On verra", "other"),
    ],
)
def test_what_help_the_words_speak_of(said, help):
    assert guess_help(said) == help

"""Voices that speak of the same thing are put together, always in the same way; the others stay alone."""

import random

from hypothesis import given
from hypothesis import strategies as st

from surveys.likeness import Voice, nearest, put_together, speak_for

OVENS = ("Un four à pain", "un four a pain pour tout le village", "Construire un four à pain collectif")
GARDENS = ("Un jardin partagé", "un jardin partager entre voisins", "Faire un jardin partagé")
ALONE = ("Plus de bus le dimanche", "Un café le samedi")


def voices(*words: str) -> list[Voice]:
    return [Voice(key, said) for key, said in enumerate(words, start=1)]


def heaps(found) -> list[list[str]]:
    return [[voice.words for voice in heap] for heap in found]


def test_ideas_are_put_together_by_what_they_speak_of():
    assert heaps(put_together(voices(*OVENS, *ALONE, *GARDENS))) == [list(OVENS), list(GARDENS)]


def test_a_slip_of_the_keyboard_changes_nothing():
    assert len(put_together(voices("Une bibliothèque de rue", "une bibliothèqe de rue"))) == 1


def test_what_everybody_says_gathers_nobody():
    assert put_together(voices("Faire un atelier poterie", "Faire un atelier vélo dans le village")) == []


def test_no_chain_of_words_leads_from_one_idea_to_another():
    chain = voices("four pain", "pain fournil", "fournil boutique", "boutique piscine", "piscine chauffée")
    assert all(len(heap) < 4 for heap in put_together(chain))


def test_a_theme_in_common_helps_words_that_are_a_little_alike():
    said = ("Des bancs à la mairie", "Des bancs au stade")
    apart = [Voice(key, words) for key, words in enumerate(said)]
    same = [Voice(key, words, frozenset({7})) for key, words in enumerate(said)]
    assert (put_together(apart), len(put_together(same))) == ([], 1)


@given(st.permutations([*OVENS, *ALONE, *GARDENS]), st.randoms())
def test_the_order_they_come_in_changes_nothing(words, chance: random.Random):
    known = {said: key for key, said in enumerate([*OVENS, *ALONE, *GARDENS])}
    assert put_together([Voice(known[said], said) for said in words]) == put_together(
        [Voice(key, said) for said, key in known.items()]
    )


def test_a_heap_is_said_in_the_words_most_like_the_others():
    assert speak_for(voices(*OVENS)) == "Un four à pain"


def test_a_voice_joins_what_it_is_like_or_nothing():
    known = [Voice(1, "Un four à pain"), Voice(2, "Un jardin partagé")]
    assert nearest(Voice(0, "un jardin pour tous, partagé"), known) == known[1]
    assert nearest(Voice(0, "Une piscine"), known) is None

"""Public pages are read by people of every schooling: easy words, short sentences."""

import pytest

from tests.instruments.reading_ease import count_syllables, measure, sentences_of, words_of
from tests.pages import public_pages

EASIEST_HARD = 80
LONGEST_SENTENCE = 25


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("venez", 2), ("table", 1), ("tables", 1), ("école", 2), ("théâtre", 2), ("atelier", 3), ("question", 2),
        ("vous", 1), ("le", 1), ("habitante", 3), ("idée", 2), ("essaient", 2), ("Noël", 2), ("14", 2), ("jardin", 2),
        ("mercredi", 3), ("réunion", 3), ("qui", 1), ("langue", 1), ("vie", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word, syllables):
    assert count_syllables(word) == syllables


def test_formula():
    ease = measure(["Le chat dort sur le lit."])
    assert (ease.sentences, ease.words, ease.syllables) == (1, 6, 6)
    assert ease.score == pytest.approx(207 - 1.015 * 6 - 73.6)


def test_sentences_are_those_of_the_main_part():
    html = "<nav>Aller au menu principal</nav><main><h1>Bonjour à tous</h1><p>Venez. On vous attend ici !</p></main>"
    assert sentences_of(html) == ["Bonjour à tous", "On vous attend ici !"]


@pytest.fixture
def public_sentences(settled_village, client) -> dict[str, list[str]]:
    """Sentences of each public page, by its address."""
    return {url: sentences_of(client.get(url).content.decode()) for url in public_pages(settled_village)}


def test_public_pages_read_easily(public_sentences):
    scores = {name: round(measure(sentences).score, 1) for name, sentences in public_sentences.items() if sentences}
    assert sum(scores.values()) / len(scores) >= EASIEST_HARD, scores


def test_no_public_sentence_is_long(public_sentences):
    long = {
        sentence: name
        for name, sentences in public_sentences.items()
        for sentence in sentences
        if len(words_of(sentence)) > LONGEST_SENTENCE
    }
    assert long == {}

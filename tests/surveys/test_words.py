"""Words and phrases of an answer have numbers, and a passage leaves the punctuation around it behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.words import cut_phrases, find_passage, number_passage, number_words

TEXT = "Plus de bus le dimanche, et un four à pain\u00a0! Merci."


def test_words_keep_their_punctuation_and_know_their_phrase():
    words = number_words(TEXT)
    assert [(word.number, word.text, word.phrase) for word in words[4:6]] == [(5, "dimanche,", 1), (6, "et", 0)]
    assert [word.text for word in words[-2:]] == ["pain\u00a0!", "Merci."]


@pytest.mark.parametrize(
    ("first", "last", "passage"),
    [
        (None, None, TEXT[:-1]),
        (3, 3, "bus"),
        (3, None, "bus"),
        (None, 3, "bus"),
        (5, 3, "bus le dimanche"),
        (8, 10, "four à pain"),
    ],
)
def test_a_passage_is_found_by_its_numbers(first, last, passage):
    start, end = find_passage(TEXT, first, last)
    assert TEXT[start:end] == passage


@pytest.mark.parametrize(("text", "first", "last"), [(TEXT, 0, 99), (TEXT, 12, None), ("  ", None, None)])
def test_there_is_no_passage_without_words(text, first, last):
    with pytest.raises(ValueError):
        find_passage(text, first, last)


def test_phrases_stand_without_what_is_around_them():
    assert [TEXT[start:end] for start, end in cut_phrases(TEXT)] == [
        "Plus de bus le dimanche",
        "un four à pain",
        "Merci",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab é,.!?;-'\n«»\u00a0", max_size=40), st.integers(1, 12), st.integers(1, 12))
def test_a_passage_lies_in_the_text_and_gives_its_numbers_back(text, first, last):
    words = number_words(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    if max(first, last) > len(words):
        return
    start, end = find_passage(text, first, last)
    assert 0 <= start < end <= len(text)
    if text[start:end].strip(" ,.!?;-'\n«»\u00a0"):
        low, high = number_passage(words, start, end)
        assert min(first, last) <= low <= high <= max(first, last)

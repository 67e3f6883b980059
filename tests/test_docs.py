"""The written word is true: the guide names real buttons, links lead somewhere, commands exist, sentences are easy."""

import re

import pytest
from django.core.management import get_commands

from tests.instruments.messages import french_catalogue
from tests.instruments.reading_ease import measure, sentences_of, words_of
from tests.sources import ROOT, name_of

GUIDE = sorted((ROOT / "docs").glob("*.md"))
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *GUIDE]
EASIEST_HARD = 80
LONGEST_SENTENCE = 25
MARKS = re.compile(r"^(#+|-|\d+\.|\|)\s*|\]\([^)]*\)|[*`\[\]]", re.MULTILINE)


def _said_on_screen() -> set[str]:
    strings = (message.string for message in french_catalogue())
    return {words for each in strings for words in ((each,) if isinstance(each, str) else each)}


@pytest.mark.parametrize("path", GUIDE, ids=name_of)
def test_buttons_of_the_guide_are_those_of_the_screens(path):
    # A bold phrase that ends a sentence of its own (« **Avec un courriel.** ») is a heading, not a button.
    buttons = {words for words in re.findall(r"\*\*(.+?)\*\*", path.read_text(encoding="utf-8")) if words[-1] != "."}
    assert buttons - _said_on_screen() == set()


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_commands_exist(path):
    named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text(encoding="utf-8")))
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_targets_of_make_exist(path):
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("path", GUIDE, ids=name_of)
def test_guide_reads_easily(path):
    lines = (
        line.strip(" |") for line in MARKS.sub("", path.read_text(encoding="utf-8")).replace(" | ", "\n").split("\n")
    )
    sentences = sentences_of(f"<main>{''.join(f'<p>{line}</p>' for line in lines)}</main>")
    assert measure(sentences).score >= EASIEST_HARD
    assert [sentence for sentence in sentences if len(words_of(sentence)) > LONGEST_SENTENCE] == []

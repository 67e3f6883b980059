"""How easy a French page reads: the score of Kandel and Moles (1958), which adapts Flesch's to French.

    207 - 1.015 × words per sentence - 73.6 × syllables per word

100 is a text for children, 80 an easy one, 50 a hard one. Conventions, always the same: a word is what stands
between spaces, apostrophes and hyphens; a figure is a word of two syllables; a syllable is a spoken vowel group,
so the mute e at the end of a word does not count (the « ent » of verbs does: it cannot be told from that of
« souvent »); a heading, a list item and a paragraph end a sentence; what has fewer than three words (a button, a
label) is not one.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

FEWEST_WORDS = 3
VOWELS = "aàâäeéèêëiîïoôöuùûüyÿœæ"
# Vowels that stand together are heard together, but for some: « ré-alité », « co-opérer », « No-ël ».
VOWEL_GROUP = re.compile(rf"é(?=[{VOWELS}])|o(?=[oé])|[aâ](?=é)|[{VOWELS}]+?(?=[ïë])|[{VOWELS}]+")
MUTE_ENDING = re.compile(rf"(?<=[^{VOWELS}])es?$|(?<=[éiuy])es?$|(?<=[ao]i)ent$")
WORD = re.compile(r"[^\W\d_]+|\d+")
SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+")
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "legend", "label", "td", "th", "div", "button", "option"}
SILENT = {"script", "style", "svg", "template", "nav"}


@dataclass(frozen=True)
class Ease:
    sentences: int
    words: int
    syllables: int

    @property
    def score(self) -> float:
        return 207 - 1.015 * self.words / self.sentences - 73.6 * self.syllables / self.words


def count_syllables(word: str) -> int:
    """Spoken syllables of one French word, at least one."""
    word = word.lower()
    if word.isdigit():
        return 2
    word = re.sub(r"(?<=[gq])u(?=[eéèêiîaoy])", "", word)
    heard = MUTE_ENDING.sub("", word) if len(word) > 3 else word
    return max(1, sum(1 for _group in VOWEL_GROUP.finditer(heard)))


def words_of(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def sentences_of(html: str) -> list[str]:
    """Sentences of the main part of a page."""
    reader = _Reader()
    reader.feed(html)
    pieces = [piece.strip() for block in reader.blocks for piece in SENTENCE_END.split(" ".join(block.split()))]
    return [piece for piece in pieces if len(words_of(piece)) >= FEWEST_WORDS]


def measure(sentences: list[str]) -> Ease:
    words = [word for sentence in sentences for word in words_of(sentence)]
    return Ease(len(sentences), len(words), sum(map(count_syllables, words)))


class _Reader(HTMLParser):
    """Gathers the text of <main>, one piece per block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._inside = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag == "main"
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "main"
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._silent:
            self.blocks[-1] += data

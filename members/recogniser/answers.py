"""What goes into the recogniser and what comes out: plain frozen values."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    ACCEPT = "accept"  # sure enough to set the savoir unasked
    ASK = "ask"  # show the candidates, let somebody choose
    LEAVE = "leave"  # keep the words, staff decide
    NOTHING = "nothing"  # no savoir here: « rien », « prêter ma grange », « pas le crochet »


@dataclass(frozen=True, slots=True)
class Term:
    """Everyday words for a savoir.

    `skill` is any hashable key (a primary key, a name). `weight` in ]0, 1] is 1 when the
    words speak for this savoir alone. `own` marks the centre's own words: they win over
    the shipped ones.
    """

    skill: Hashable
    phrase: str
    weight: float = 1.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A savoir that may be meant, how sure we are in [0, 1], and the typed words that spoke for it."""

    skill: Hashable
    confidence: float
    spoke: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One wish heard in a phrase: the slice of it as typed, and what to do with it.

    `candidates` come best first, five at most; there is none when the verdict is NOTHING.
    """

    words: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()

    @property
    def skill(self) -> Hashable | None:
        """The savoir to set unasked, None when somebody must choose."""
        return self.candidates[0].skill if self.verdict is Verdict.ACCEPT else None


@dataclass(frozen=True, slots=True)
class Recognition:
    """A phrase and the wishes heard in it, in the order they were said; no part for a blank phrase."""

    phrase: str
    parts: tuple[Part, ...]

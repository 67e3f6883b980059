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

    `skill` is any hashable key (a primary key, a name), None when the words are no savoir.
    `weight` in ]0, 1] is 1 when the words speak for this savoir alone. `own` marks the
    centre's own words: they win over the shipped ones, and their weight is how sure the centre is.
    """

    skill: Hashable | None
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

    @property
    def ranking(self) -> list[Candidate]:
        """Every savoir heard in any part, each once, surest first."""
        surest: dict[Hashable, Candidate] = {}
        for candidate in (candidate for part in self.parts for candidate in part.candidates):
            known = surest.get(candidate.skill)
            if known is None or candidate.confidence > known.confidence:
                surest[candidate.skill] = candidate
        return sorted(surest.values(), key=lambda candidate: (-candidate.confidence, str(candidate.skill)))

    @property
    def verdict(self) -> Verdict:
        """The verdict of the phrase as a whole: that of the part we are surest of."""
        order = (Verdict.ACCEPT, Verdict.ASK, Verdict.LEAVE, Verdict.NOTHING)
        return min((part.verdict for part in self.parts), key=order.index, default=Verdict.NOTHING)

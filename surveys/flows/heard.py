"""The savoirs heard in the open answers of a sheet: what it would offer, and what it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from members.flows.ear import Ear
from members.recogniser import Verdict, split_cell
from surveys.questionnaire import Answer, Questionnaire

OFFERING = frozenset({"savoirs_have", "ready_to"})
ASKING = frozenset({"savoirs_seek", "text"})


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of the savoirs recognised without a doubt, one per savoir; `to_place`: wishes that somebody must place."""

    offers: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    to_place: int = 0


def hear_sheet(ear: Ear, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Heard:
    """What one can do or would show is an offer; what one would like, change or learn, a request.

    Only questions about savoirs leave words to place: « un banc devant l’école » is a wish, but no savoir.
    """
    offers: dict[int, str] = {}
    requests: dict[int, str] = {}
    to_place = 0
    for key, answer in answers.items():
        question = questionnaire.question(key)
        if question is None or question.kind not in OFFERING | ASKING or not answer.text:
            continue
        found = offers if question.kind in OFFERING else requests
        is_about_savoirs = question.kind.startswith("savoirs_")
        wishes = split_cell(answer.text) if is_about_savoirs else [answer.text]
        for part in (part for wish in wishes for part in ear.hear(wish)):
            if part.skill is not None:
                found.setdefault(part.skill, " ".join(part.words.split()))
            elif is_about_savoirs and part.verdict is not Verdict.NOTHING:
                to_place += 1
    return Heard(tuple(offers.values()), tuple(requests.values()), to_place)

"""What an answer may speak of: from the passages read before, and from the savoirs the centre's ear hears in it."""

from dataclasses import dataclass

from members.flows.ear import centre_ear, rank_skills
from members.folding import fold
from members.models import Member, Skill
from members.recogniser import Verdict
from surveys.models import Answer, Code, Coding, Survey
from surveys.suggest import Example, suggest_codes
from surveys.words import cut_phrases, trim_joined

MOST_FROM_BEFORE, MOST_IN_ALL = 3, 5
EXAMPLES_READ = 2000


@dataclass(frozen=True)
class Hint:
    """The words `text[start:end]` may speak of the theme `name`; `code` is None while no theme bears it.

    `like` are the words read before that they are like; empty when it is the ear that heard a savoir.
    """

    name: str
    code: Code | None
    start: int
    end: int
    words: str
    like: str = ""


def suggest_for(*, answer: Answer, codes: list[Code], survey: Survey, coder: Member) -> list[Hint]:
    """Themes in use that the answer may speak of, likeliest first, and then those heard; none said already."""
    by_key = {code.pk: code for code in codes}
    known = Coding.objects.visible_to(coder).filter(segment__answer=answer)
    said = [(fold(by_key[code].name), start, end) for code, start, end in _places(known) if code in by_key]
    hints = [*_from_before(answer, by_key, survey, coder), *_from_the_ear(answer, codes)]
    kept: dict[str, Hint] = {}
    for hint in hints:
        name = fold(hint.name)
        if not any(name == other and hint.start < end and hint.end > start for other, start, end in said):
            kept.setdefault(name, hint)
    return list(kept.values())[:MOST_IN_ALL]


def _from_before(answer: Answer, codes: dict[int, Code], survey: Survey, coder: Member) -> list[Hint]:
    """From the latest passages read, on other answers, by whoever one may see."""
    past = Coding.objects.visible_to(coder).filter(code__survey=survey).exclude(segment__answer=answer)
    past = past.exclude(segment__answer__review="waiting").order_by("-pk")
    fields = ("segment__answer__text", "segment__start", "segment__end", "code")
    examples = (
        Example(text[start:end], code)
        for text, start, end, code in past.values_list(*fields)[:EXAMPLES_READ]
        if code in codes
    )
    phrases = cut_phrases(answer.text)
    return [
        Hint(codes[one.code].name, codes[one.code], one.start, one.end, answer.text[one.start : one.end], one.like)
        for one in suggest_codes(answer.text, phrases, examples, most=MOST_FROM_BEFORE)
    ]


def _from_the_ear(answer: Answer, codes: list[Code]) -> list[Hint]:
    """For each savoir heard, the theme in use that bears its name or that of its family, else a new one."""
    parts = [part for part in centre_ear().hear(answer.text) if part.verdict in (Verdict.ACCEPT, Verdict.ASK)]
    heard = {part.words: found[0] for part in parts if (found := rank_skills([part], most=1))}
    skills = Skill.objects.filter(pk__in=heard.values()).select_related("theme").order_by("pk").in_bulk()
    by_name = {fold(code.name): code for code in codes}
    hints = []
    for words, key in heard.items():
        skill, place = skills[key], answer.text.find(words)
        code = by_name.get(fold(skill.name)) or by_name.get(fold(skill.theme.name))
        if place >= 0:
            start, end = trim_joined(answer.text, place, place + len(words))
            hints.append(Hint(code.name if code else skill.theme.name, code, start, end, answer.text[start:end]))
    return hints


def _places(codings) -> list[tuple[int, int, int]]:
    return list(codings.order_by().values_list("code", "segment__start", "segment__end"))

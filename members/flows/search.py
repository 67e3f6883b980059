"""Look for a savoir in the catalogue with anybody's words."""

from members.flows.words import centre_recogniser
from members.folding import fold
from members.models import Skill

MOST_FOUND = 6
_LEAST_CONFIDENCE = 0.1


def search_skills(words: str) -> list[Skill]:
    """Active savoirs these words may mean, likeliest first, then those whose name holds them. Two queries."""
    skills = {skill.pk: skill for skill in Skill.objects.filter(is_active=True).select_related("theme").order_by("pk")}
    parts = centre_recogniser().recognise(words).parts
    candidates = [candidate for part in parts for candidate in part.candidates]
    heard = sorted(candidates, key=lambda candidate: -candidate.confidence)
    likely = [candidate.skill for candidate in heard if candidate.confidence >= _LEAST_CONFIDENCE]
    folded = fold(words)
    named = [pk for pk, skill in skills.items() if folded and folded in skill.folded_name]
    return [skills[pk] for pk in dict.fromkeys([*likely, *named]) if pk in skills][:MOST_FOUND]

"""Look for a savoir in the catalogue with anybody's words."""

from members.flows.ear import centre_ear, rank_skills
from members.folding import fold
from members.models import Skill

MOST_FOUND = 6
LEAST_LETTERS = 2


def search_skills(words: str) -> list[Skill]:
    """Active savoirs these words may mean, likeliest first, then those whose name holds them. Two queries."""
    folded = fold(words)
    if len(folded) < LEAST_LETTERS:
        return []
    likely = rank_skills(centre_ear().recogniser.recognise(words).parts, most=MOST_FOUND)
    skills = {skill.pk: skill for skill in Skill.objects.filter(is_active=True).select_related("theme").order_by("pk")}
    named = [pk for pk, skill in skills.items() if folded in skill.folded_name]
    return [skills[pk] for pk in dict.fromkeys([*likely, *named]) if pk in skills][:MOST_FOUND]

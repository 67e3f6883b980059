"""What the team and the residents taught Animons before: words of here, seen on « Ce qu’Animons a appris »."""

from members.flows.learning import count_pick, remember_words
from members.models import Member, Skill

# Words, and the savoir the team chose for them; none when they are no savoir.
CHOSEN = (
    ("remonter une vieille mobylette", "Entretien automobile"),
    ("les nœuds de marin", "Bijoux et petits objets"),
    ("tenir la buvette du loto", None),
)
# Words, the savoir residents picked for them, and how many did.
PICKED = (("la laine feutrée", "Tricot", 2), ("les vieux registres", "Généalogie", 3))


def teach_words(*, by: Member) -> None:
    skills = {skill.name: skill for skill in Skill.objects.order_by("pk")}
    for words, name in CHOSEN:
        remember_words(skill=skills[name] if name else None, words=words, by=by)
    for words, name, times in PICKED:
        for _turn in range(times):
            count_pick(skill=skills[name], words=words)

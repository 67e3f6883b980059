"""What became of the neighbours' sentences at the invented centre: lone voices, a call, two ideas, a project."""

import datetime
from random import Random

from django.utils import timezone

from exchanges.flows.births import found_project
from members.models import Member
from surveys.flows.gatherings import gather, show_gathering, support
from surveys.flows.outcomes import turn_into
from surveys.models import Answer, Edition, Gathering, Outcome

# the question, what its answers become
BECOME = (("like", Outcome.Kind.IDEA), ("savoirs_seek", Outcome.Kind.REQUEST))
# words of the idea as it was said, its title, how many say « j'en suis »
IDEAS = (("four à pain", "Un four à pain pour tout le village", 2), ("café ouvert", "Un café ouvert le samedi", 4))


def gather_voices(rng: Random, edition: Edition, by: Member, resident: Member) -> None:
    """`resident` stands behind both ideas; one still lacks somebody. Its mails wait: `coming` holds them back."""
    for key, kind in BECOME:
        answers = Answer.objects.readable().filter(response__edition=edition, question__key=key).order_by("pk")
        for answer in answers:
            turn_into(answer=answer, start=0, end=len(answer.text), kind=kind, by=by)
    oven, cafe = (_gather_idea(edition, words, title) for words, title, _people in IDEAS)
    residents = list(_residents(besides=resident))
    for idea, (_words, _title, people) in zip((oven, cafe), IDEAS, strict=True):
        behind = rng.sample(residents, people - 1) + [resident]
        for number, member in enumerate(behind):
            support(gathering=idea, member=member, can_help=number == 0)
    found_project(
        gathering=cafe,
        by=by,
        title="Le café du samedi",
        purpose="Ouvrir la salle un samedi sur deux, avec du café et des gâteaux.",
        is_public=True,
        public_line="Des voisins ouvrent la salle un samedi sur deux. Il y a du café.",
    )
    _call_neighbours(edition)


def _residents(*, besides: Member):
    plannable = Member.objects.plannable(on=timezone.localdate()).filter(is_staff=False, brought_by=None)
    long_ago = timezone.localdate() - datetime.timedelta(days=365 * 18)
    return plannable.filter(birth_year__lt=long_ago.year).exclude(pk=besides.pk).order_by("pk")


def _gather_idea(edition: Edition, words: str, title: str) -> Gathering:
    said = Outcome.objects.filter(segment__answer__response__edition=edition, kind=Outcome.Kind.IDEA)
    alike = [outcome for outcome in said.order_by("pk") if words in outcome.words]
    idea = gather(edition=edition, outcomes=alike, kind=Gathering.Kind.IDEA, title=title)
    show_gathering(gathering=idea)
    return idea


def _call_neighbours(edition: Edition) -> None:
    """The first request whose savoir was heard."""
    asked = Outcome.objects.filter(segment__answer__response__edition=edition, kind=Outcome.Kind.REQUEST)
    outcome = asked.exclude(skill=None).select_related("skill").order_by("pk").first()
    if outcome:
        kept = {"title": outcome.skill.name, "skill": outcome.skill}
        call = gather(edition=edition, outcomes=[outcome], kind=Gathering.Kind.CALL, **kept)
        show_gathering(gathering=call)

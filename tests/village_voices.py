"""Of the village of `village.py`: what its people said, gathered, and what was born of it."""

from django.utils import timezone

from tests.factories import exchanges, members, surveys


def gather_voices(village) -> None:
    """An idea, a call, an idea that became a project, somebody to call about it; two lone voices that look alike."""
    question = village.edition.current_version.questions.get(key="like")

    def voice(text: str, **became):
        answer = surveys.AnswerFactory(response__version=question.version, question=question, text=text)
        segment = surveys.SegmentFactory(answer=answer, end=len(text))
        return surveys.OutcomeFactory(segment=segment, words=text, **became)

    here = {"edition": village.edition, "is_public": True}
    village.idea = surveys.GatheringFactory(title="Un café ouvert le samedi", **here)
    village.born = surveys.GatheringFactory(title="Un four à pain", **here)
    village.call = surveys.GatheringFactory(kind="call", title=village.skill.name, skill=village.skill, **here)
    for gathering, text in ((village.idea, "Un café le samedi"), (village.born, "Un four à pain pour le village")):
        said = voice(text, gathering=gathering)
        surveys.QuotationFactory(answer=said.segment.answer, approved_on=timezone.localdate())
    voice("Apprendre à coudre", kind="request", skill=village.skill, gathering=village.call)
    for person in (village.facilitator, members.MemberFactory(), members.MemberFactory(without_email=True)):
        surveys.SupportFactory(gathering=village.idea, member=person)
    surveys.SupportFactory(gathering=village.born, member=village.resident)
    village.group.gathering = village.born
    village.group.save()
    exchanges.ProjectFactory(group=village.group)
    called = members.MemberFactory(without_email=True)
    surveys.SupportFactory(gathering=village.born, member=called)
    exchanges.NewsFactory(group=village.group, member=called, way="call")
    for text in ("Un jardin partagé", "Un jardin pour tous, partagé"):
        voice(text)

"""Whom the questionnaire lets one ask for a savoir: their own two yeses, never an anonymous voice."""

import pytest

from exchanges.rounds.heard import hear_questionnaire
from tests.factories import surveys
from tests.factories.members import MemberFactory, SkillFactory

pytestmark = pytest.mark.django_db


def say(words: str, skill, *, link=None, kind="offer", **became):
    response = link.response if link else surveys.ResponseFactory()
    answer = surveys.AnswerFactory(response=response, text=words)
    segment = surveys.SegmentFactory(answer=answer, end=len(words))
    return surveys.OutcomeFactory(segment=segment, words=words, kind=kind, skill=skill, **became)


def linked(name: str, **slip):
    return surveys.SlipLinkFactory(slip__name=name, **{f"slip__{key}": value for key, value in slip.items()})


def test_linked_people_are_named_with_those_of_a_neighbouring_savoir_after(skill):
    near = SkillFactory(theme=skill.theme)
    say("le tricot", near, link=linked("Zoé"))
    say("la couture", skill, link=linked("Solange", phone="06 99 00 11 22"))
    say("autre chose", SkillFactory(), link=linked("Loin"))

    heard = hear_questionnaire({skill.pk})[skill.pk]

    assert [(one.name, one.words) for one in heard.people] == [("Solange", "la couture"), ("Zoé", "le tricot")]
    assert heard.people[0].contact == "06 99 00 11 22"


def test_the_others_are_a_number_and_none_under_five(skill):
    say("coudre", skill, link=linked("Nouvelles", agrees_to_contact=False, agrees_to_news=True))
    for _turn in range(3):
        say("coudre", skill)
    assert hear_questionnaire({skill.pk})[skill.pk].voices == 0
    say("coudre", skill)
    heard = hear_questionnaire({skill.pk})[skill.pk]
    assert (heard.people, heard.voices) == ((), 5)


def test_who_joined_asks_or_is_under_15_is_not_named(skill):
    say("coudre", skill, link=linked("Jointe"), member=MemberFactory())
    say("coudre", skill, link=linked("Demande"), kind="request")
    child = linked("Petit")
    child.response.age_band = "under_15"
    child.response.save()
    say("coudre", skill, link=child)
    assert hear_questionnaire({skill.pk})[skill.pk].people == ()

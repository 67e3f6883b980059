"""Questions are prepared, published, and never change again under the answers they got."""

import pytest

from members.flows.refused import Refused
from surveys.flows.editions import create_edition, open_edition, prepare_version, publish_version, require_changeable
from surveys.flows.founding import create_founding_survey
from surveys.flows.questionnaires import read_questionnaire
from surveys.models import Edition
from tests.factories import surveys

pytestmark = pytest.mark.django_db


def test_the_founding_questions_come_ready():
    edition = create_founding_survey(edition_name="Automne 2026")
    open_edition(edition=edition)
    asked = read_questionnaire(edition.current_version)
    keys = [question.key for question in asked.questions]
    assert keys == ["change", "like", "ready", "savoirs_have", "savoirs_seek", "age", "village"]
    assert all({"fr", "en"} <= set(one.texts) for question in asked.questions for one in (question, *question.choices))
    assert create_founding_survey(edition_name="Automne 2026") == edition
    assert list(Edition.objects.on_the_web()) == [edition]


def test_the_next_change_makes_a_new_version_like_the_last():
    edition = surveys.make_open_edition()
    first = edition.current_version
    with pytest.raises(Refused):
        require_changeable(first)
    second = prepare_version(edition=edition)
    ready = second.questions.get(key="ready").choices.get(key="cakes")
    second.questions.get(key="savoirs_have").shown_if.add(ready)
    assert prepare_version(edition=edition) == second
    assert edition.current_version == first
    publish_version(version=second)
    third = prepare_version(edition=edition)
    assert (second.number, third.number, edition.current_version) == (2, 3, second)
    questions = [read_questionnaire(version).questions for version in (second, third)]
    assert questions[0] == questions[1] != read_questionnaire(first).questions
    assert third.questions.get(key="savoirs_have").shown_if.get().question.version == third


def test_what_is_missing_is_said_all_at_once():
    edition = create_edition(survey=surveys.SurveyFactory(), name="Printemps")
    version = edition.draft_version
    with pytest.raises(Refused) as empty:
        publish_version(version=version)
    later = surveys.ChoiceFactory(question__version=version, question__position=9, texts={})
    early = surveys.QuestionFactory(version=version, position=1, texts={"en": "Why?"})
    early.shown_if.add(later)
    with pytest.raises(Refused) as reasons:
        publish_version(version=version)
    assert (len(empty.value.sentences), len(reasons.value.sentences)) == (1, 4)


def test_an_edition_may_start_like_another():
    first = surveys.make_open_edition()
    second = create_edition(survey=first.survey, name="Printemps 2027", like=first, languages=["fr", "en"])
    assert read_questionnaire(second.draft_version).questions == read_questionnaire(first.current_version).questions
    assert second.slug != first.slug

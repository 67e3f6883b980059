"""Two people read apart: neither sees the other's words until both have finished; then their agreement is measured."""

import pytest
from django.test import Client
from django.urls import reverse

from members.flows.refused import Refused
from surveys.agreement import Decisions
from surveys.flows import coding, samples
from surveys.flows.suggestions import suggest_for
from surveys.models import Coding, CodingSample
from tests.factories import surveys


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def answers(edition):
    question = edition.current_version.questions.get(key="change")
    return [
        surveys.AnswerFactory(response__version=question.version, question=question, text=text)
        for text in ("Plus de bus", "Un bus le soir", "Un café")
    ]


@pytest.fixture
def bus(edition):
    return surveys.CodeFactory(survey=edition.survey, name="Bus", shortcut="b")


@pytest.fixture
def sample(edition, answers, team_member, administrator):
    return samples.draw_sample(edition=edition, size=3, coders=[team_member, administrator])


def see(answer, code, coder):
    coding.apply_code(answer=answer, start=0, end=len(answer.text), code=code, coder=coder)


def finish(answers, *coders):
    for coder in coders:
        for answer in answers:
            coding.finish_reading(answer=answer, coder=coder)


def test_only_what_nobody_has_read_is_drawn(edition, answers, bus, team_member, administrator):
    see(answers[0], bus, team_member)
    finish(answers[1:2], administrator)
    surveys.AnswerFactory(response__version=edition.current_version, review="waiting", flagged_on="2026-11-20")
    both = [team_member, administrator]
    with pytest.raises(Refused, match="1 réponse"):
        samples.draw_sample(edition=edition, size=2, coders=both)
    with pytest.raises(Refused):
        samples.draw_sample(edition=edition, size=1, coders=[team_member, team_member])
    drawn = samples.draw_sample(edition=edition, size=1, coders=both, question_key="change")
    assert list(drawn.answers.all()) == answers[2:]


def test_each_reads_what_the_other_has_read_and_nobody_else_does(sample, edition, answers, team_member, administrator):
    finish(answers[:1], team_member)
    third = surveys.CodingFactory().coder
    left = {
        person: list(coding.still_to_read(coding.answers_of(edition), person))
        for person in (team_member, administrator, third)
    }
    assert left == {team_member: answers[1:], administrator: answers, third: []}


def test_nobody_sees_what_the_other_says_until_both_have_finished(
    sample, edition, answers, bus, team_member, administrator
):
    see(answers[0], bus, administrator)
    url = reverse("coding_answer", args=[edition.pk, answers[0].pk])
    client = Client()
    client.force_login(team_member)
    assert client.get(url).context["desk"].passages == []
    theme_page = reverse("coding_theme", args=[edition.pk, bus.pk])
    assert list(client.get(theme_page).context["page"]) == []
    hints = suggest_for(answer=answers[1], codes=[bus], survey=edition.survey, coder=team_member)
    assert bus not in [hint.code for hint in hints]
    assert samples.differences_of(sample) == samples.agreement_of(sample) == []
    coding.take_off_code(segment=answers[0].segments.get(), code=bus, coder=team_member)
    assert Coding.objects.get().coder == administrator
    finish(answers, team_member, administrator)
    samples.measure_sample(sample=sample)
    assert [passage.codes for passage in client.get(url).context["desk"].passages] == [(bus,)]


def test_the_last_answer_read_measures_once_and_for_all(sample, answers, bus, team_member, administrator, edition):
    cafe = surveys.CodeFactory(survey=edition.survey, name="Café")
    surveys.CodeFactory(survey=edition.survey, name="Jamais vu")
    for answer in answers[:2]:
        see(answer, bus, team_member)
    see(answers[0], bus, administrator)
    see(answers[2], cafe, administrator)
    finish(answers, team_member)
    finish(answers[:2], administrator)
    client = Client()
    client.force_login(administrator)
    url = reverse("coding_answer", args=[edition.pk, answers[2].pk])
    response = client.post(url, {"do": "next"})
    assert response.url == reverse("coding_sample", args=[edition.pk, sample.pk])
    sample.refresh_from_db()
    by_theme = {line.code: line.decisions for line in samples.agreement_of(sample)}
    first = samples.readers_of(sample)[0] == team_member
    alone = Decisions(1, 1, 0, 1) if first else Decisions(1, 0, 1, 1)
    other = Decisions(0, 0, 1, 2) if first else Decisions(0, 1, 0, 2)
    assert by_theme == {
        None: Decisions(1, 1, 1, 3),
        bus: alone,
        cafe: other,
    }
    assert [row.answer for row in samples.differences_of(sample)] == answers[1:]
    page = client.get(response.url).content.decode()
    assert "2 réponses lues autrement" in page.replace("\u00a0", " ")
    see(answers[1], bus, administrator)
    sample.refresh_from_db()
    assert [row.answer for row in samples.differences_of(sample)] == answers[2:]
    assert {line.code: line.decisions for line in samples.agreement_of(sample)} == by_theme
    with pytest.raises(Refused):
        samples.cancel_sample(sample=sample)


def test_an_answer_set_apart_meanwhile_stops_nobody(sample, answers, bus, team_member, administrator):
    finish(answers[:2], team_member, administrator)
    assert samples.who_still_reads(sample) != []
    answers[2].review, answers[2].flagged_on = "waiting", "2026-11-20"
    answers[2].save()
    assert samples.who_still_reads(sample) == []
    assert samples.measure_sample(sample=sample)
    sample.refresh_from_db()
    assert [line.decisions.strength for line in samples.agreement_of(sample)] == ["none"]


def test_the_pages_draw_and_stop(edition, answers, team_client, team_member, administrator):
    for number in range(8):
        surveys.AnswerFactory(response__version=edition.current_version, text=f"Un banc {number}")
    url = reverse("coding_samples", args=[edition.pk])
    values = {"first": team_member.pk, "second": administrator.pk, "size": 12}
    assert "11 réponses" in team_client.post(url, values).content.decode().replace("\u00a0", " ")
    response = team_client.post(url, values | {"size": 11})
    assert team_client.get(response.url).status_code == 200
    assert team_client.post(response.url, {"do": "measure"}).url == response.url
    assert team_client.post(response.url, {"do": "cancel"}).url == url
    assert not CodingSample.objects.exists()

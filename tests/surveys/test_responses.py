"""One sheet, one row, however it comes and however often; and what a sheet may hold."""

import datetime
import uuid

import pytest
from django.utils import timezone

from members.flows.refused import Refused
from surveys.flows.editions import close_edition, prepare_version
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import correct_response, record_response
from surveys.models import Answer, Response
from surveys.sheets import CleanSheet, check_sheet
from tests.factories import surveys
from tests.races import run_together

Channel = Response.Channel
WORDS = {"change": {"text": "Plus de bus"}, "village": {"text": "rocamaure"}, "age": {"choices": ["60_74"]}}


@pytest.fixture
def version(db):
    return surveys.make_open_edition().current_version


def sheet_of(version, raw=WORDS) -> CleanSheet:
    return check_sheet(read_questionnaire(version), raw, require=False)


def send(version, *, number=None, channel=Channel.PHONE, key=None, **fields):
    return record_response(
        uuid=key or uuid.uuid4(),
        version=version,
        channel=channel,
        sheet=sheet_of(version),
        sheet_number=number,
        **fields,
    )


def test_a_sheet_is_kept_with_its_answers_and_the_person_apart(version):
    response, is_new = send(version)
    assert (is_new, response.age_band, response.commune.name) == (True, "60_74", "Rocamaure")
    assert list(response.answers.values_list("question__key", "text")) == [("change", "Plus de bus")]


@pytest.mark.django_db(transaction=True)
def test_fifty_sends_of_a_sheet_at_once_are_one_row():
    version, key = surveys.make_open_edition().current_version, uuid.uuid4()
    sheet = sheet_of(version)

    def once():
        return record_response(uuid=key, version=version, channel=Channel.PHONE, sheet=sheet)

    results = run_together(once, [()] * 50)
    assert sorted(is_new for _response, is_new in results) == [False] * 49 + [True]
    assert (Response.objects.count(), Answer.objects.count()) == (1, 1)


def test_a_closed_edition_takes_phones_and_paper_but_no_web(version):
    close_edition(edition=version.edition)
    with pytest.raises(Refused, match="over|fini"):
        send(version, channel=Channel.WEB)
    assert [send(version, channel=one)[1] for one in (Channel.PHONE, Channel.PAPER)] == [True, True]


def test_an_older_version_still_receives(version):
    newer = prepare_version(edition=version.edition)
    newer.questions.get(key="change").delete()
    newer.published_on = timezone.localdate()
    newer.save()
    response, _is_new = send(version)
    assert response.answers.get().question.version == version


def test_questions_never_published_take_nothing(version):
    with pytest.raises(Refused):
        send(prepare_version(edition=version.edition))


def test_a_paper_sheet_keyed_twice_is_caught(version):
    send(version, number=12, channel=Channel.PAPER)
    with pytest.raises(Refused, match="12"):
        send(version, number=12, channel=Channel.PAPER)
    assert Response.objects.count() == 1


def test_a_clock_that_runs_ahead_counts_as_today(version):
    tomorrow, before = (timezone.localdate() + datetime.timedelta(days=days) for days in (1, -3))
    assert [send(version, day=day)[0].day for day in (tomorrow, None, before)] == [
        timezone.localdate(),
        timezone.localdate(),
        before,
    ]


def test_the_place_is_that_of_the_outing(version):
    outing = surveys.OutingFactory(edition=version.edition)
    assert send(version, outing=outing)[0].place == outing.place
    with pytest.raises(Refused):
        send(version, outing=surveys.OutingFactory())


def test_flagged_texts_wait_and_are_read_by_nobody(version):
    send(version, flags={"change": ["health"], "age": ["name"]})
    answer = Answer.objects.waiting_for_review().get()
    assert (answer.flags, answer.flagged_on) == (["health"], timezone.localdate())
    assert not Answer.objects.readable().exists()


def test_a_sheet_is_corrected_until_it_is_read_together(version):
    response, _is_new = send(version)
    correct_response(response=response, sheet=sheet_of(version, {"like": {"text": "Un four à pain"}}))
    answer = response.answers.get()
    assert (answer.text, response.commune, response.age_band) == ("Un four à pain", None, "unknown")
    surveys.SegmentFactory(answer=answer)
    with pytest.raises(Refused):
        correct_response(response=response, sheet=sheet_of(version))

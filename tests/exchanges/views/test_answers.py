"""Answering: on the page, by the link of a mail, for somebody on the phone."""

import pytest
from django.urls import reverse

from exchanges.models import Participation
from exchanges.notifications import answer_token
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


@pytest.fixture
def line(member):
    return exchanges.ParticipationFactory(member=member)


def link_of(line):
    return reverse("answer_by_link", args=[answer_token(line)])


def answer_url(line):
    return reverse("session_answer", args=[line.session.code])


def test_opening_the_link_answers_nothing(client, line):
    for address in (link_of(line), link_of(line) + "?answer=yes", link_of(line) + "?answer=no"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    line.refresh_from_db()
    assert line.answer == Answer.INVITED


@pytest.mark.parametrize(("said", "noted"), [("yes", Answer.YES), ("no", Answer.NO)])
def test_the_button_of_the_link_answers_without_signing_in(client, line, said, noted):
    answer = client.post(link_of(line), {"answer": said}, follow=True)
    line.refresh_from_db()
    assert (answer.status_code, line.answer, line.answered_by) == (200, noted, None)


def test_the_link_names_nobody_else(client, line):
    other = exchanges.seat(line.session, member=members.MemberFactory(first_name="Ermeline", last_name="Vasseur"))
    exchanges.seat(line.session, role="sharer", member=members.MemberFactory(first_name="Bernard", last_name="Fabre"))
    client.post(link_of(line), {"answer": "yes"})
    page = client.get(link_of(line)).content.decode()
    assert "Bernard" in page
    for name in ("Fabre", other.member.first_name, line.member.last_name):
        assert name not in page


@pytest.mark.parametrize("token", ["x", "MQ:1:2", "NQ:1xVCKw:abc"])
def test_a_link_that_is_not_ours_is_not_there(client, token):
    assert client.get(reverse("answer_by_link", args=[token])).status_code == 404


def test_the_link_of_a_line_taken_off_is_not_there(client, line):
    address = link_of(line)
    line.delete()
    assert client.get(address).status_code == 404


def test_what_cannot_be_is_said_and_not_an_error(client, line):
    line.session.state = "cancelled"
    line.session.save()
    answer = client.post(link_of(line), {"answer": "yes"}, follow=True)
    assert answer.status_code == 200
    assert "annulée" in answer.content.decode()


def test_nobody_answers_for_somebody_else(member_client, line):
    other = exchanges.ParticipationFactory(session=line.session)
    assert member_client.post(answer_url(line), {"line": other.pk, "answer": "no"}).status_code == 403
    elsewhere = exchanges.ParticipationFactory()
    assert member_client.post(answer_url(line), {"line": elsewhere.pk, "answer": "no"}).status_code == 404
    other.refresh_from_db()
    assert other.answer == Answer.INVITED


@pytest.mark.parametrize(
    "data", [{}, {"answer": "peut-être"}, {"line": "x", "answer": "yes"}, {"line": "²", "answer": "no"}]
)
def test_an_answer_that_is_none_is_not_there(member_client, line, data):
    assert member_client.post(answer_url(line), data).status_code == 404


def test_those_who_hold_it_answer_for_people_on_the_phone(facilitator_client, facilitator, line):
    line.session.facilitators.add(facilitator)
    answer = facilitator_client.post(answer_url(line), {"line": line.pk, "answer": "yes", "from": "people"})
    line.refresh_from_db()
    assert (line.answer, line.answered_by) == (Answer.YES, facilitator)
    assert answer.url == reverse("session_people", args=[line.session.code])


def test_joining_from_the_public_page(member_client, member):
    session = exchanges.SessionFactory()
    answer = member_client.post(reverse("session_answer", args=[session.code]), {"answer": "yes"})
    assert answer.url == reverse("session", args=[session.code])
    assert session.participations.get().member == member


def test_a_minor_who_wants_to_join_reads_why_not(client):
    minor = members.MemberFactory(under_age=True)
    session = exchanges.SessionFactory()
    client.force_login(minor)
    page = client.post(reverse("session_answer", args=[session.code]), {"answer": "yes"}, follow=True)
    assert "autorisation" in page.content.decode()
    assert not session.participations.exists()

"""The home page: what a visitor reads, and that nobody's name is on it."""

import datetime

import pytest
from django.urls import reverse

from exchanges.models import Session
from tests.factories.exchanges import SessionFactory, in_days, make_full_session, seat
from tests.factories.members import MemberFactory
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


def test_asks_two_equal_questions(client):
    html = client.get("/").content.decode()
    assert "savez-vous</span> faire" in html
    assert "Qu’aimeriez-vous</span> apprendre" in html
    assert html.count('class="shutter shutter-') == 2


def test_visitors_bring_their_words_to_the_sign_up(client):
    shutters = client.get("/").context["shutters"]
    assert [(each["url"], each["field"]) for each in shutters] == [
        (reverse("account_signup"), "offer"),
        (reverse("account_signup"), "request"),
    ]


def test_residents_bring_their_words_to_their_space(member_client):
    shutters = member_client.get("/").context["shutters"]
    assert [(each["url"], each["field"]) for each in shutters] == [
        (reverse("offer_add"), "words"),
        (reverse("request_add"), "words"),
    ]


def test_shows_the_next_three_public_sessions(client):
    later = [make_full_session(date=in_days(days)) for days in (9, 3, 6, 12)]
    SessionFactory(date=in_days(1), state=Session.State.TO_SETTLE)
    SessionFactory(date=in_days(2), state=Session.State.CANCELLED)
    SessionFactory(date=in_days(-1))
    first, second, third = later[1], later[2], later[0]
    assert list(client.get("/").context["sessions"]) == [first, second, third]


def test_says_when_where_and_how_many_places_are_left(client):
    session = make_full_session(date=in_days(3), capacity=6)
    html = client.get("/").content.decode()
    assert session.title in html
    assert str(session.venue) in html
    assert "de\u00a014\u00a0h\u00a030 à\u00a016\u00a0h\u00a030" in html
    assert "Il reste 2 places" in html.replace("\u00a0", " ")


def test_says_when_a_session_is_full(client):
    make_full_session(date=in_days(3), capacity=4)
    assert "C’est complet" in client.get("/").content.decode()


def test_no_name_is_shown(client):
    session = make_full_session(date=in_days(3))
    facilitator = MemberFactory(first_name="Zéphyrine", last_name="Quatrebarbes")
    learner = MemberFactory(first_name="Wandrille", last_name="Xaintrailles", phone="+33612345678")
    session.facilitators.add(facilitator)
    seat(session, member=learner)
    html = client.get("/").content.decode()
    for word in ("Zéphyrine", "Quatrebarbes", "Wandrille", "Xaintrailles", "12345678"):
        assert word not in html


def test_says_what_happens_next_when_nothing_is_announced(client):
    assert "Pas encore de séance annoncée" in client.get("/").content.decode()


def test_costs_the_same_with_many_sessions(client):
    def make_sessions(number):
        for turn in range(number):
            make_full_session(date=in_days(3 + turn), starts_at=datetime.time(14, 30))

    assert_constant_queries(client, "/", make_sessions)

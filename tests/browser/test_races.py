"""In the browser: two people click on the last place at the same moment; one seat, one waiting rank, no error."""

from contextlib import ExitStack

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from exchanges.models import Participation, Session
from exchanges.notifications import answer_token
from tests.factories import exchanges

pytestmark = [pytest.mark.browser, pytest.mark.both_databases]

CLICK_WITHOUT_WAITING = "button => { setTimeout(() => button.click(), 0); }"


def test_two_people_click_on_the_last_place(live, open_context, watch):
    session = exchanges.make_full_session(learners=2, capacity=4)
    lines = [exchanges.ParticipationFactory(session=session) for _turn in range(2)]
    pages = [open_answer(open_context, watch, line) for line in lines]
    with ExitStack() as answers_come:
        for page in pages:
            answers_come.enter_context(page.expect_navigation())
        for page in pages:
            page.locator("button[name=answer][value=yes]").evaluate(CLICK_WITHOUT_WAITING)
    assert [page.locator("h1").count() for page in pages] == [1, 1]

    answers = sorted(Participation.objects.filter(pk__in=[line.pk for line in lines]).values_list("answer", flat=True))
    session.refresh_from_db()
    assert answers == ["waiting", "yes"]
    assert (session.taken, session.state) == (4, Session.State.CONFIRMED)


def open_answer(open_context, watch, line: Participation) -> Page:
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    watch.follow(page)
    page.goto(reverse("answer_by_link", kwargs={"token": answer_token(line)}))
    return page

"""In the browser: staff keep a proposal and send invitations, people answer by their mail, the session is confirmed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from exchanges.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.both_databases]

ANSWER = re.compile(r"/reponse/[\w:.-]+/")


def test_from_a_proposal_to_a_confirmed_session(village, open_context, watch, mailoutbox):
    staff = open_context(village.team).new_page()
    watch.follow(staff)
    staff.goto(reverse("proposal_adopt", args=[village.proposal.pk]))
    staff.locator("main form button[type=submit]").last.click()
    expect(staff.locator("h1")).to_be_visible()
    session = Session.objects.get(group__proposal=village.proposal)
    assert session.state == Session.State.TO_SETTLE

    staff.locator(f"form[action='{reverse('session_invite', args=[session.code])}'] button").first.click()
    expect(staff.locator("h1")).to_be_visible()
    invited = village.proposal.people.count()
    assert len(mailoutbox) == invited

    for mail in mailoutbox[:invited]:
        link = ANSWER.search(mail.body)
        assert link is not None
        page = open_context(viewport={"width": 360, "height": 740}).new_page()
        watch.follow(page)
        page.goto(link.group())
        page.locator("button[name=answer][value=yes]").click()
        expect(page.locator("main")).to_contain_text(re.compile("vous venez", re.IGNORECASE))
    session.refresh_from_db()
    assert session.state == Session.State.CONFIRMED
    assert session.taken == invited

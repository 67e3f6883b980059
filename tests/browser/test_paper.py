"""The roster printed from the browser."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.factories import exchanges, members

pytestmark = pytest.mark.browser


def test_a_whole_group_fits_on_one_page(live, open_context):
    members.make_centre(address="2 place du Lavoir", opening_hours="Du lundi au vendredi, de 9 h à 18 h")
    facilitator = members.MemberFactory(facilitator=True)
    session = exchanges.make_full_session(learners=7)
    session.facilitators.add(facilitator)
    page = open_context(facilitator).new_page()
    page.goto(reverse("roster_print", args=[session.code]))
    assert page.locator(".paper-table").first.locator("tbody tr").count() == 8
    [sheet] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "1 / 1" in sheet.extract_text()


@pytest.mark.parametrize(("groups", "size"), [(8, (842, 595)), (50, (1191, 842))])
def test_the_poster_of_the_web_is_one_sheet_lying_down(live, open_context, groups, size):
    members.make_centre()
    round_ = exchanges.RoundFactory()
    for number in range(groups):
        skill = members.SkillFactory(name=f"Réparations de la maison {number}")
        exchanges.ProposalFactory(round=round_, skill=skill, sharers=1, learners=3)
    page = open_context(members.MemberFactory(team=True)).new_page()
    page.goto(reverse("round_web_poster", args=[round_.pk]))
    [sheet] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size

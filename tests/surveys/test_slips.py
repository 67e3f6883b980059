"""Leaving contact details: what is taken, what is refused, and where else a trace of it could be."""

import datetime
import uuid

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.flows.refused import Refused
from surveys.flows.slips import leave_all
from surveys.models import ContactSlip, Response, SlipLink
from tests.factories import surveys
from tests.instruments import linking

pytestmark = pytest.mark.django_db


def test_a_slip_sent_twice_is_one():
    edition, key = surveys.EditionFactory(), uuid.uuid4()
    assert surveys.leave_slip(edition, uuid=key) == surveys.leave_slip(edition, uuid=key)
    assert ContactSlip.objects.count() == 1


def test_slips_of_an_import_come_in_at_once():
    edition = surveys.EditionFactory()
    surveys.leave_slip(edition)
    leave_all([surveys.ContactSlipFactory.build(edition=edition) for _turn in range(3)], edition=edition)
    assert edition.slips.count() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"phone": ""},
        {"agrees_to_news": False},
        {"is_adult_or_accompanied": False},
    ],
    ids=["no name", "no way to reach", "agreed to nothing", "a child alone"],
)
def test_a_slip_that_cannot_be_kept_is_refused(wrong):
    with pytest.raises(Refused):
        surveys.leave_slip(surveys.EditionFactory(), **wrong)
    assert not ContactSlip.objects.exists()


def test_a_sheet_is_linked_to_one_person_of_its_edition():
    response = surveys.ResponseFactory()
    surveys.leave_slip(response.edition, link_to=response)
    for edition, sheet in ((response.edition, response), (surveys.EditionFactory(), surveys.ResponseFactory())):
        with pytest.raises(Refused):
            surveys.leave_slip(edition, link_to=sheet)
    assert (SlipLink.objects.count(), ContactSlip.objects.count()) == (1, 1)


def answer_on_the_web(client: Client, slug: str, *, slip: dict[str, str] | None = None) -> None:
    def url(name: str, *more: str) -> str:
        return reverse(name, args=[slug, *more])

    client.post(url("questionnaire_question", "change"), {"text": "Plus de bus"})
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=False):
        client.post(url("questionnaire_send"))
    if slip:
        page = client.get(url("questionnaire_contact"))
        fields = {"uuid": page.context["form"]["uuid"].value(), "agrees_to_news": "on", "is_adult_or_accompanied": "on"}
        assert client.post(url("questionnaire_contact"), fields | slip).status_code == 302


def test_no_other_table_knows_a_name_or_the_number_of_a_sheet(caplog):
    edition = surveys.make_open_edition()
    slips = [{"name": f"Solange {rank}", "phone": f"06 99 00 00 {rank:02d}"} for rank in range(1, 6)]
    for slip in [*slips, None, None]:
        answer_on_the_web(Client(), edition.slug, slip=slip)
    said = [word for slip in slips for word in slip.values()]
    sheets = [str(key) for key in Response.objects.order_by("pk").values_list("uuid", flat=True)]
    numbers = [str(key) for key in ContactSlip.objects.order_by("pk").values_list("uuid", flat=True)]
    assert {uuid.UUID(number).version for number in [*sheets, *numbers]} == {4}
    # Two people may still give their third yes: their drafts hold the number of their sheet, and no moment.
    assert linking.find_in_tables([*said, *sheets, *numbers]) == {
        "surveys_contactslip": {*said, *numbers},
        "surveys_response": set(sheets),
        "django_session": set(sheets[-2:]),
    }
    sessions = linking.sessions()
    assert [draft["sheet"]["began"] for draft, _end in sessions] == [0.0, 0.0]
    assert {(end.minute, end.second, end.microsecond) for _draft, end in sessions} == {(0, 0, 0)}
    assert [word for word in [*said, *sheets, *numbers] if word in caplog.text] == []
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=3)):
        call_command("clearsessions")
    assert "django_session" not in linking.find_in_tables(sheets)

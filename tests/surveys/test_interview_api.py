"""What an interviewer's phone may ask and send, and what it is told."""

import datetime
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.flows.phones import add_phone, revoke_phone
from surveys.flows.questionnaires import read_questionnaire
from surveys.models import Answer, ContactSlip, Device, Outing, Response, SlipLink
from surveys.questionnaire import from_json
from tests.factories import members, surveys
from tests.races import run_together

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 14)


class Phone:
    """A phone with its token, and what it may send."""

    def __init__(self):
        self.edition = surveys.make_open_edition()
        self.version = self.edition.current_version
        self.device, self.token = add_phone(edition=self.edition, interviewer=members.MemberFactory(), name="Le mien")

    def ask(self, token=None):
        return Client().get(reverse("interview_feed"), headers=self.headers(token))

    def headers(self, token=None):
        return {"Authorization": f"Bearer {token or self.token}"}

    def post(self, name, content, client=None):
        body = content if isinstance(content, str) else json.dumps(content)
        client = client or Client(enforce_csrf_checks=True)
        return client.post(reverse(name), body, content_type="application/json", headers=self.headers())

    def sheet(self, **values):
        answers = {"change": {"text": "Plus de bus"}, "age": {"choices": ["60_74"]}}
        return {"uuid": str(uuid.uuid4()), "version": self.version.pk, "outing": None, "answers": answers} | values

    def send(self, *sheets, **values):
        return self.post("interview_sheets", {"sheets": sheets} | values).json().get("results")

    def slip(self, **values):
        yeses = {"agrees_to_contact": True, "agrees_to_news": False, "is_adult_or_accompanied": True}
        return (
            {"uuid": str(uuid.uuid4()), "name": "Solange", "phone": "06 99 00 00 01", "wording": "v1"} | yeses | values
        )


@pytest.fixture
def phone(db):
    return Phone()


def test_the_phone_is_given_all_it_needs_to_ask(phone):
    surveys.OutingFactory(edition=phone.edition, date=TODAY, place__name="École Prévert", note="Devant la grille")
    surveys.OutingFactory(edition=phone.edition, date=TODAY, place__name="Marché").interviewers.add(
        phone.device.interviewer
    )
    surveys.OutingFactory()
    members.CommuneFactory(name="Rocamaure", x=1, y=2)
    feed = phone.ask().json()
    assert from_json(feed["questionnaire"]) == read_questionnaire(phone.version)
    assert [(one["name"], one["note"], one["mine"]) for one in feed["outings"]] == [
        ("École Prévert, mercredi\u00a014 octobre 2026", "Devant la grille", False),
        ("Marché, mercredi\u00a014 octobre 2026", "", True),
    ]
    assert (feed["animons"], feed["villages"], list(feed["languages"])) == ("phone", ["Rocamaure"], ["fr", "en"])
    assert feed["cautions"]["terms"].keys() == {"health", "religion", "origin", "politics", "hardship"}


def test_figures_of_an_outing_are_taken_once_and_write_over_nobodys(phone):
    outing = surveys.OutingFactory(edition=phone.edition, date=timezone.localdate(), weather="Pluie")
    outing.interviewers.add(phone.device.interviewer)
    said = {"outing": outing.pk, "met": 12, "refused": 3, "over": None}
    for _turn in range(2):
        assert phone.post("interview_figures", said).json()["results"] == [{"outing": outing.pk, "state": "kept"}]
    outing.refresh_from_db()
    assert (outing.met, outing.refused, outing.weather, outing.told_on) == (12, 3, "Pluie", timezone.localdate())
    [result] = phone.post("interview_figures", said | {"met": 20}).json()["results"]
    assert (result["state"], "12 personnes" in result["sentences"][0]) == ("to_correct", True)
    [line] = phone.ask().json()["outings"]
    assert (line["told"], line["tells"]) == ([12, 3], True)
    phone.post("interview_figures", said | {"met": 20, "over": line["told"]})
    outing.refresh_from_db()
    assert outing.met == 20


def test_figures_are_those_of_who_goes_and_not_of_the_day_after(phone):
    others, elsewhere = surveys.OutingFactory(edition=phone.edition), surveys.OutingFactory()
    ahead = surveys.OutingFactory(edition=phone.edition, date=timezone.localdate() + datetime.timedelta(days=2))
    for outing in (elsewhere, ahead):
        outing.interviewers.add(phone.device.interviewer)
    for outing in (others, elsewhere, ahead):
        [result] = phone.post("interview_figures", {"outing": outing.pk, "met": 1, "refused": 0, "over": None}).json()[
            "results"
        ]
        assert result["state"] == "to_correct"
    assert not Outing.objects.exclude(told_on=None).exists()


@pytest.mark.parametrize("wrong", [{"met": -1}, {"met": "12"}, {"refused": 9_999}, {"outing": None}, {"met": True}])
def test_figures_that_are_none_are_sent_back(phone, wrong):
    said = {"outing": 1, "met": 1, "refused": 0, "over": None}
    assert phone.post("interview_figures", said | wrong).status_code == 400


def test_the_token_is_kept_nowhere_and_the_day_is(phone):
    assert phone.token not in str(Device.objects.values())
    phone.ask()
    assert Device.objects.get().last_seen_on == timezone.localdate()


@pytest.mark.parametrize("why", ["revoked", "wrong", "session", "left"])
def test_a_phone_that_is_not_trusted_is_told_so(phone, why, team_client):
    if why == "revoked":
        revoke_phone(device=phone.device)
    if why == "left":
        phone.device.interviewer.is_active = False
        phone.device.interviewer.save()
    phone.token = "jeton-perdu" if why in ("wrong", "session") else phone.token
    client = team_client if why == "session" else None
    for name, content in (("interview_sheets", {"sheets": [phone.sheet()]}), ("interview_slip", phone.slip())):
        answer = phone.post(name, content, client)
        assert (answer.status_code, answer.json()["animons"]) == (401, "phone")
        assert answer.json()["sentences"][0].startswith("Ce téléphone n’a plus accès.")
    assert phone.ask().status_code == 401
    assert (Response.objects.count(), ContactSlip.objects.count()) == (0, 0)


def test_sheets_are_kept_with_their_outing_and_what_is_to_be_read_over(phone):
    outing = surveys.OutingFactory(edition=phone.edition)
    answers = {"change": {"text": "J’ai un cancer"}, "like": {"text": "Un four à pain"}}
    sheet = phone.sheet(outing=outing.pk, language="en", answers=answers)
    assert phone.send(sheet) == [{"uuid": sheet["uuid"], "state": "kept"}]
    response = Response.objects.get()
    assert (response.channel, response.outing, response.place, response.language) == (
        "phone",
        outing,
        outing.place,
        "en",
    )
    flags = dict(Answer.objects.order_by("question__position").values_list("question__key", "flags"))
    assert flags == {"change": ["health"], "like": []}


def test_a_bad_sheet_is_told_why_and_holds_nobody_back(phone):
    bad = phone.sheet(answers={"age": {"choices": ["demain"]}, "change": {"text": "Plus de bus"}})
    strange = phone.sheet(answers=[1])
    lost = phone.sheet(outing=surveys.OutingFactory().pk)
    other = phone.sheet(version=surveys.VersionFactory().pk)
    good = phone.sheet()
    results = phone.send(bad, strange, lost, other, good)
    assert [one["state"] for one in results] == ["to_correct"] * 4 + ["kept"]
    assert results[0]["errors"] == {"age": "Choisissez une réponse de la liste."}
    assert [len(one["sentences"]) for one in results[1:4]] == [1, 1, 1]
    assert [str(one.uuid) for one in Response.objects.all()] == [good["uuid"]]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"sheets": 3}', '{"sheets": [7]}', '{"sheets": [{"uuid": "x"}]}', {"sheets": [{}] * 21}],
)
def test_what_no_phone_of_ours_sends_is_refused_whole(phone, content):
    answer = phone.post("interview_sheets", content)
    assert (answer.status_code, answer.json()["animons"]) == (400, "phone")
    assert phone.post("interview_slip", content).status_code == 400


@pytest.mark.parametrize(
    ("phone_day", "day", "kept"),
    [
        ("2026-10-14", "2026-10-12", "2026-10-12"),
        ("2026-10-20", "2026-10-18", "2026-10-12"),
        ("2020-01-03", "2020-01-01", "2026-10-12"),
        ("2026-10-14", "2030-01-01", "2026-10-14"),
        ("2026-10-14", "1970-01-01", "2026-10-01"),
        ("0001-01-01", "9999-12-31", "2026-10-14"),
        (None, "hier", "2026-10-14"),
    ],
)
def test_a_clock_that_is_wrong_is_mended(phone, time_machine, phone_day, day, kept):
    time_machine.move_to(datetime.datetime(2026, 10, 14, 10, tzinfo=datetime.UTC))
    phone.version.published_on = datetime.date(2026, 10, 1)
    phone.version.save()
    phone.send(phone.sheet(day=day), today=phone_day)
    assert str(Response.objects.get().day) == kept


def test_questions_of_before_are_still_received(phone):
    from surveys.flows.editions import prepare_version, publish_version

    publish_version(version=prepare_version(edition=phone.edition))
    assert phone.ask().json()["questionnaire"]["number"] == 2
    assert phone.send(phone.sheet())[0]["state"] == "kept"
    assert Response.objects.get().version == phone.version


def test_a_slip_is_linked_only_to_a_sheet_that_is_here_and_on_a_yes(phone):
    sheet = phone.sheet()
    phone.send(sheet)
    slips = [phone.slip(), phone.slip(sheet=sheet["uuid"], phone="06 99 00 00 02"), phone.slip(sheet=str(uuid.uuid4()))]
    for slip in [*slips, slips[1]]:
        assert phone.post("interview_slip", slip).json()["results"] == [{"uuid": slip["uuid"], "state": "kept"}]
    assert ContactSlip.objects.count() == 3
    assert [(str(link.slip_id), str(link.response.uuid)) for link in SlipLink.objects.all()] == [
        (slips[1]["uuid"], sheet["uuid"])
    ]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"is_adult_or_accompanied": "oui"}, {"name": "x" * 200}, {"phone": 3}])
def test_a_bad_slip_stays_on_the_phone(phone, wrong):
    [result] = phone.post("interview_slip", phone.slip(**wrong)).json()["results"]
    assert (result["state"], len(result["sentences"])) == ("to_correct", 1)
    assert not ContactSlip.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_sheet_sent_by_ten_at_once_is_one_row():
    phone = Phone()
    sheet = phone.sheet()
    results = run_together(phone.send, [(sheet,)] * 10)
    assert results == [[{"uuid": sheet["uuid"], "state": "kept"}]] * 10
    assert (Response.objects.count(), Answer.objects.count()) == (1, 1)

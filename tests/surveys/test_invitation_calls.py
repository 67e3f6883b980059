"""Without an e-mail, the team calls: what to say, what is answered, and signing up on the phone."""

from django.urls import reverse

from members.models import Offer
from surveys.models import ContactSlip, Invitation
from tests.factories import members, surveys
from tests.instruments.queries import assert_constant_queries
from tests.surveys.invited import keep, say


def test_without_email_the_team_calls_and_notes_the_answer(team_client, edition, marcel):
    calls = reverse("invitation_calls", args=[edition.pk])
    assert "le pain" in team_client.get(calls).content.decode()
    note = reverse("invitation_call", args=[marcel.pk])
    team_client.post(note, {"answer": "not_reached"})
    assert "appel sans réponse" in team_client.get(calls).content.decode()
    team_client.post(note, {"answer": "no"})
    assert "Marcel" not in team_client.get(calls).content.decode()
    assert not ContactSlip.objects.exists()


def test_who_says_no_but_wants_news_keeps_a_slip_for_that_alone(team_client, marcel):
    ContactSlip.objects.update(agrees_to_news=True)
    team_client.post(reverse("invitation_call", args=[marcel.pk]), {"answer": "no"})
    assert (ContactSlip.objects.get().agrees_to_contact, Invitation.objects.count()) == (False, 0)


def test_the_team_signs_up_on_the_phone(team_client, marcel):
    url = reverse("invitation_sign_up", args=[marcel.pk])
    page = team_client.get(url).content.decode()
    assert 'value="Marcel"' in page
    assert 'value="06 99 00 00 07"' in page
    fields = {"first_name": "Marcel", "last_name": "Vidal", "phone": "06 99 00 00 07", "commune": "Valcroze"}
    assert team_client.post(url, {**fields, **keep("offer")}).status_code == 422
    team_client.post(url, {**fields, **keep("offer", "help"), "agrees": "on"})
    offer = Offer.objects.get()
    assert (offer.source, offer.member.get_full_name(), offer.member.phone.as_e164) == (
        "survey", "Marcel Vidal", "+33699000007",
    )  # fmt: skip
    assert team_client.get(url).status_code == 404
    assert "ma tente" in team_client.get(reverse("helpers")).content.decode()


def test_on_the_phone_a_resident_already_is_chosen_and_not_doubled(team_client, marcel):
    known = members.MemberFactory(first_name="Marcel", last_name="Vidal", phone="+33699000007")
    url = reverse("invitation_sign_up", args=[marcel.pk])
    fields = {"first_name": "Marcel", "last_name": "Vidal", "agrees": "on", **keep("offer")}
    assert "une de ces personnes" in team_client.post(url, fields).content.decode()
    team_client.post(url, {**fields, "who": known.pk})
    assert Offer.objects.get().member == known


def _invite_by_phone(edition, number):
    for _turn in range(number):
        words = (("offer", "le pain"), ("request", "le tricot"), ("help", "ma tente"))
        slip = say(edition, *words, name="Marcel Vidal", phone="06 99 00 00 07", email="marcel@")
        surveys.InvitationFactory(slip=slip, code_hash=None, channel="phone")


def test_the_calls_cost_the_same_with_thirty_people(team_client, edition):
    url = reverse("invitation_calls", args=[edition.pk])
    assert_constant_queries(team_client, url, lambda number: _invite_by_phone(edition, number))


def test_the_hands_cost_the_same_with_thirty_people(team_client, edition):
    def make_rows(number):
        for _turn in range(number):
            surveys.OutcomeFactory(kind="help", help="tent", member=members.MemberFactory())

    assert_constant_queries(team_client, reverse("helpers"), make_rows)

"""From words to a resident: who may be invited, a link by e-mail or a call, joining once, being forgotten."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchanges.flows.leaving import erase
from exchanges.flows.my_data import gather_all
from members.flows.accounts import Newcomer
from members.flows.refused import Refused
from members.models import Member, Message, Offer, Request
from surveys.flows import invitations as flows
from surveys.flows import joining
from surveys.models import ContactSlip, Invitation, Outcome, SlipLink
from tests.factories import members, surveys
from tests.instruments.queries import assert_constant_queries
from tests.races import run_together
from tests.surveys.invited import JEANNE, join, keep, say


def test_the_mail_has_her_sentences_and_its_code_is_kept_nowhere(jeanne, invite, caplog):
    assert invite() == flows.Invited(by_mail=1)
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == (["jeanne@exemple.fr"], "Jeanne, vos paroles vous attendent")
    assert "«\u00a0tricoter\u00a0»" in sent.body
    code = re.search(r"/invitation/(\S+)/", sent.body)[1]
    assert code in sent.alternatives[0][0]
    invitation = Invitation.objects.get()
    assert (invitation.code_hash, invitation.sent_on) == (flows.fingerprint(code), timezone.localdate())
    for method in ("get", "post", "put", "head"):
        getattr(Client(), method)(f"/invitation/{code}x/")
    assert code not in caplog.text
    assert not Message.objects.exists()


def test_only_who_said_both_yeses_is_invited_and_once(edition, jeanne, invite):
    say(edition, ("offer", "coudre"), name="Sans lien", linked=False, email="a@exemple.fr")
    say(
        edition,
        ("offer", "coudre"),
        name="Nouvelles",
        email="b@exemple.fr",
        agrees_to_contact=False,
        agrees_to_news=True,
    )
    say(edition, ("offer", "coudre"), name="Enfant", email="c@exemple.fr", band="under_15")
    say(edition, name="Rien dit", email="d@exemple.fr")
    say(edition, ("request", "le pain"), name="Marcel", phone="06 99 00 00 07")
    assert invite() == flows.Invited(by_mail=1, by_phone=1)
    assert invite() == flows.Invited()
    assert [one.slip.name for one in Invitation.objects.order_by("slip__name")] == ["Jeanne Fabre", "Marcel"]
    assert [message.to for message in mail.outbox] == [["jeanne@exemple.fr"]]


def test_the_page_shows_her_words_filled_in(client, link):
    assert client.get(link).url == reverse("invitation")
    page = client.get(reverse("invitation")).content.decode().replace("\u00a0", " ")
    for words in (
        "« tricoter »",
        'value="l’accordéon"',
        "Je suis prêt·e à…",
        'value="Jeanne"',
        'value="Fabre"',
        "Tricot",
    ):
        assert words in page


def test_she_joins_on_one_screen_with_what_she_kept(client, link, knitting):
    response = join(client, link, "offer", "help", "idea")
    assert response.url == reverse("my_space")
    jeanne = Member.objects.get(email="jeanne@exemple.fr")
    assert int(client.session["_auth_user_id"]) == jeanne.pk
    offer = Offer.objects.get()
    assert (offer.member, offer.words, offer.skill, offer.source) == (jeanne, "tricoter", knitting, "survey")
    assert offer.said_on == offer.outcome.segment.answer.response.day
    assert not Request.objects.exists()
    taken = Outcome.objects.filter(member=jeanne).order_by("kind").values_list("kind", "offer", "request")
    assert list(taken) == [("help", None, None), ("idea", None, None), ("offer", offer.pk, None)]
    invitation = Invitation.objects.get()
    assert (invitation.member, invitation.joined_on, invitation.code_hash) == (jeanne, timezone.localdate(), None)
    assert str(jeanne.phone.as_e164) == "+33699001122"
    assert jeanne.consents.filter(topic="terms", given=True).exists()
    assert [one.words for one in Outcome.objects.ready_to_help()] == ["ma tente"]


def test_words_she_changes_are_heard_anew_and_kept_as_she_says(client, link):
    changed = keep("offer", offer="la soudure")
    client.get(link)
    client.post(reverse("invitation"), {**JEANNE, **changed})
    offer = Offer.objects.get()
    assert (offer.words, offer.skill) == ("la soudure", None)
    assert offer.outcome.words == "la soudure"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"first_name": ""}, "Écrivez votre prénom."),
        ({"other_commune": ""}, "Choisissez votre village"),
        ({"agrees": ""}, "Cochez la case"),
        ({"birth_year": str(timezone.localdate().year - 13)}, "Avant 15 ans, un parent"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, link, fields, sentence):
    response = join(client, link, "offer", last_name="Autrenom", **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Autrenom" in page
    assert not Offer.objects.exists()


def test_nothing_kept_and_empty_words_are_told(client, link):
    assert "au moins une" in join(client, link).content.decode()
    client.get(link)
    blank = {**JEANNE, **keep("offer", offer=" ")}
    assert "décochez cette phrase" in client.post(reverse("invitation"), blank).content.decode()


def test_the_link_is_used_once(client, link):
    join(client, link, "offer")
    again = Client()
    assert "ne marche plus" in join(again, link, "offer", "request").content.decode()
    assert (Member.objects.filter(email="jeanne@exemple.fr").count(), Offer.objects.count()) == (1, 1)
    assert not Request.objects.exists()


def test_a_link_too_old_is_renewed_to_the_same_mail(client, link, on_commit):
    old = timezone.localdate() - Invitation.LASTS - datetime.timedelta(days=1)
    Invitation.objects.update(sent_on=old)
    assert "trop ancien" in join(client, link, "offer").content.decode()
    with on_commit():
        client.post(reverse("invitation_renew"))
    fresh = re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]
    assert (mail.outbox[-1].to, fresh == link) == (["jeanne@exemple.fr"], False)
    assert "ne marche plus" in join(client, link, "offer").content.decode()
    assert join(client, fresh, "offer").status_code == 302


def test_no_thank_you_forgets_her_at_once(client, link):
    client.get(link)
    client.post(reverse("invitation_forget"))
    assert [model.objects.count() for model in (ContactSlip, SlipLink, Invitation)] == [0, 0, 0]
    assert Outcome.objects.with_stage().filter(stage="anonymous").count() == 4
    assert "ne marche plus" in join(client, link, "offer").content.decode()


def test_a_resident_already_gets_it_in_her_space_not_twice(client, link, knitting):
    jeanne = members.MemberFactory(first_name="Jeanne", email="jeanne@exemple.fr")
    known = members.OfferFactory(member=jeanne, skill=knitting)
    response = join(client, link, "offer", "request")
    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session
    assert (Member.objects.count(), Offer.objects.get(), Request.objects.get().member) == (1, known, jeanne)
    assert known.outcome.member == jeanne


def test_signed_in_she_says_yes_in_her_space(link):
    jeanne = members.MemberFactory(first_name="Jeanne", email="jeanne@exemple.fr")
    other = members.MemberFactory(first_name="Paul", email="paul@exemple.fr")
    client = Client()
    client.force_login(other)
    client.get(link)
    assert client.get(reverse("invitation")).status_code == 200
    assert "tricoter" not in client.get(reverse("my_words")).content.decode()
    client.force_login(jeanne)
    client.get(link)
    assert client.get(reverse("invitation")).url == reverse("my_words")
    assert client.post(reverse("my_words"), keep("offer")).url == reverse("my_space")
    assert Offer.objects.get().member == jeanne
    assert Invitation.objects.get().member == jeanne


def test_an_email_shared_in_a_household_lets_nobody_into_another_account(client, link):
    husband = members.MemberFactory(first_name="Marcel", last_name="Fabre", email="jeanne@exemple.fr")
    join(client, link, "offer")
    offer = Offer.objects.get()
    assert offer.member != husband
    assert (offer.member.email, offer.member.contact_email) == (None, "jeanne@exemple.fr")
    assert "_auth_user_id" not in client.session


def _say_more(slip, number):
    answer = surveys.AnswerFactory(response=slip.link.response, text="Je sais tricoter")
    for turn in range(number):
        segment = surveys.SegmentFactory(answer=answer, start=turn, end=turn + 1)
        surveys.OutcomeFactory(segment=segment, kind="offer", words=f"tricoter {turn}")


@pytest.mark.parametrize("name", ["invitation", "my_words"])
def test_her_words_cost_the_same_with_thirty_sentences(client, link, jeanne, name):
    client.get(link)
    if name == "my_words":
        client.force_login(members.MemberFactory(first_name="Jeanne", email="jeanne@exemple.fr"))
    Outcome.objects.all().delete()
    assert_constant_queries(client, reverse(name), lambda number: _say_more(jeanne, number))


def test_a_mail_that_did_not_leave_leaves_no_code_and_is_tried_again(jeanne, edition, invite, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    invite()
    assert Invitation.objects.filter(code_hash=None, sent_on=None).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    flows.send_waiting_invitations()
    assert [message.to for message in mail.outbox] == [["jeanne@exemple.fr"]]


def test_without_the_third_yes_no_verb_makes_anything_of_anybody(edition):
    """Even when an invitation stands there by mistake."""
    slip = say(edition, ("offer", "tricoter"), linked=False, email="jeanne@exemple.fr")
    other = say(edition, ("offer", "coudre"), email="odile@exemple.fr")
    invitation = surveys.InvitationFactory(slip=slip, sent_on=timezone.localdate())
    anonymous = Outcome.objects.get(words="tricoter")
    kept = {anonymous.pk: "tricoter"}
    newcomer = Newcomer("Jeanne", commune="Valcroze")
    jeanne = members.MemberFactory(first_name="Jeanne", email="jeanne@exemple.fr")
    for verb in (
        lambda: joining.join_by_link(invitation=invitation, newcomer=newcomer, kept=kept),
        lambda: joining.join_by_phone(invitation=invitation, newcomer=newcomer, phone="", contact_email="", kept=kept),
    ):
        with pytest.raises(Refused):
            verb()
    joining.take_up(member=jeanne, slip=slip, kept=kept)
    joining.take_up(member=jeanne, slip=other, kept=kept)
    joining.take_up_own(member=jeanne, kept=kept)
    flows.send_invitation.call(invitation.pk)
    anonymous.refresh_from_db()
    assert (anonymous.member, Offer.objects.count(), Member.objects.count(), mail.outbox) == (None, 0, 1, [])


def test_taking_the_third_yes_back_makes_the_link_lead_nowhere(client, link, jeanne):
    client.get(link)
    SlipLink.objects.all().delete()
    assert "ne marche plus" in client.get(reverse("invitation")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_invitation_joined_twice_at_once_makes_one_resident():
    members.make_centre()
    edition = surveys.make_open_edition()
    slip = say(edition, ("offer", "tricoter"), email="jeanne@exemple.fr")
    invitation = surveys.InvitationFactory(slip=slip, sent_on=timezone.localdate())
    kept = {outcome.pk: outcome.words for outcome in Outcome.objects.order_by("pk")}
    newcomer = Newcomer("Jeanne", commune="Valcroze")

    def take(_turn):
        held = Invitation.objects.get(pk=invitation.pk)
        return joining.join_by_link(invitation=held, newcomer=newcomer, kept=kept).member.pk

    done = run_together(take, [(turn,) for turn in range(4)])
    assert sum(isinstance(one, Refused) for one in done) == 3, done
    assert (Member.objects.count(), Offer.objects.count()) == (1, 1)


def test_what_she_agreed_to_is_taken_away_and_erased(client, link):
    join(client, link, "offer", "idea")
    jeanne = Member.objects.get(email="jeanne@exemple.fr")
    became = gather_all(jeanne)["survey"]["what_my_words_became"]
    assert [(one["kind"], one["words"], one["said"]) for one in became] == [
        ("offer", "tricoter", "tricoter"),
        ("idea", "Un four à pain", "Un four à pain"),
    ]
    erase(member=jeanne, by=None)
    assert [model.objects.count() for model in (ContactSlip, SlipLink, Invitation)] == [0, 0, 0]
    assert not Outcome.objects.exclude(words="—").exclude(kind__in=["request", "help"]).exists()
    assert not Outcome.objects.exclude(member=None, offer=None, request=None).exists()

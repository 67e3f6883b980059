"""What the questionnaire holds of a resident is theirs to take away, and goes when they are erased; so do old texts."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.flows.leaving import erase
from exchanges.flows.my_data import gather_all
from surveys.flows.review import change_text, keep_text, purge_unreviewed
from surveys.flows.slips import forget_old_slips
from surveys.models import Answer, ContactSlip, Invitation, Outcome, SecondKeying, SlipLink
from tests.factories import surveys
from tests.factories.members import MemberFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def solange():
    return MemberFactory(first_name="Solange", phone="+33699887711", email="solange@exemple.fr")


@pytest.fixture
def linked_offer(solange):
    """Her sentence, linked, became her offer; a neighbour of the same phone has a slip too."""
    link = surveys.SlipLinkFactory(slip__name="SOLANGE Brévin", slip__phone="06 99 88 77 11")
    surveys.ContactSlipFactory(name="Marcel Brévin", phone="06 99 88 77 11")
    answer = surveys.AnswerFactory(response=link.response, text="Je fais du pain")
    offer = OfferFactory(member=solange)
    return surveys.OutcomeFactory(segment__answer=answer, kind="offer", offer=offer, words="Je fais du pain")


def test_linked_answers_are_taken_away(linked_offer, solange):
    surveys.OutingFactory(place__name="Devant l’école").interviewers.add(solange)
    surveys.OutingFactory(place__name="Place du marché")
    survey = gather_all(solange)["survey"]
    assert [outing["place__name"] for outing in survey["outings"]] == ["Devant l’école"]
    assert [slip["name"] for slip in survey["contact_slips"]] == ["SOLANGE Brévin"]
    assert [answer["text"] for answer in survey["linked_answers"][0]["answers"]] == ["Je fais du pain"]


def test_erasing_leaves_an_anonymous_voice(linked_offer, solange):
    erase(member=solange, by=None)
    assert [slip.name for slip in ContactSlip.objects.order_by("pk")] == ["Marcel Brévin"]
    assert not SlipLink.objects.exists()
    linked_offer.refresh_from_db()
    assert (linked_offer.words, linked_offer.offer) == ("—", None)
    assert Answer.objects.get().text == "Je fais du pain"


def test_who_joined_by_an_invitation_is_known_by_it(solange):
    surveys.InvitationFactory(slip__name="Une autre façon de s’appeler", member=solange)
    erase(member=solange, by=None)
    assert not Invitation.objects.exists()


def flagged(days: int) -> Answer:
    since = timezone.localdate() - datetime.timedelta(days=days)
    return surveys.AnswerFactory(text="Je suis malade", review="waiting", flags=["health"], flagged_on=since)


def test_texts_nobody_looked_at_go_after_thirty_days():
    old, recent, kept = flagged(30), flagged(29), flagged(40)
    keep_text(answer=kept)
    surveys.QuotationFactory(answer=old, text="Je suis malade")
    surveys.OutcomeFactory(segment__answer=old)
    surveys.SecondKeyingFactory(response=old.response, answers={old.question.key: {"text": "Je suis malade"}})
    assert (purge_unreviewed(), purge_unreviewed()) == (1, 0)
    texts = [Answer.objects.get(pk=row.pk).text for row in (old, recent, kept)]
    assert texts == ["", "Je suis malade", "Je suis malade"]
    assert (old.quotations.count(), old.segments.count(), Outcome.objects.count()) == (0, 0, 0)
    assert SecondKeying.objects.get().answers == {old.question.key: {}}


def test_words_that_say_too_much_are_taken_out():
    answer = flagged(3)
    change_text(answer=answer, text=" Je voudrais des soins près d’ici ")
    assert (answer.text, answer.review, answer.flags) == ("Je voudrais des soins près d’ici", "changed", [])


@pytest.mark.parametrize(("days", "state", "left"), [(731, "closed", 0), (731, "open", 1), (729, "closed", 1)])
def test_slips_of_an_edition_go_two_years_after_its_last_sheet(days, state, left):
    day = timezone.localdate() - datetime.timedelta(days=days)
    link = surveys.SlipLinkFactory(response__day=day, response__version__edition__state=state)
    elsewhere = surveys.ContactSlipFactory(edition__state="closed")
    surveys.ResponseFactory(version__edition=elsewhere.edition)
    surveys.InvitationFactory(slip=link.slip)
    assert forget_old_slips() == 1 - left
    assert ContactSlip.objects.filter(pk=link.slip.pk).count() == left
    assert ContactSlip.objects.filter(pk=elsewhere.pk).exists()


def test_the_card_of_a_resident_has_hands_and_ideas_with_their_sentence_once_they_are_theirs(team_client, centre):
    member = MemberFactory()
    for kind, text, theirs in (("help", "Je prête mon barnum", member), ("idea", "Un four", None)):
        said = {"segment__answer__text": text, "segment__end": len(text), "help": "tent" if theirs else ""}
        surveys.OutcomeFactory(kind=kind, words=text, member=theirs, **said)
    page = team_client.get(reverse("person", kwargs={"person_pk": member.pk})).text
    assert "«\u00a0Je prête mon barnum\u00a0»" in page
    assert "Un four" not in page

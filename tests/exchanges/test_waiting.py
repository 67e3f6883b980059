import pytest
from django.urls import reverse

from exchanges.waiting import things_for_team
from tests.factories import exchanges, surveys
from tests.factories.members import make_centre
from tests.surveys.invited import say

pytestmark = pytest.mark.django_db


def sentences() -> list[str]:
    return [thing.sentence for thing in things_for_team(on=exchanges.in_days(0))]


def test_nothing_waits_in_a_centre_that_is_ready():
    make_centre(phone="+33536490012", opening_hours="Lundi, 9 h à 12 h")
    assert sentences() == []


@pytest.mark.parametrize("missing", ["phone", "opening_hours"])
def test_a_centre_nobody_could_call_is_told_so(missing):
    make_centre(**{"phone": "+33536490012", "opening_hours": "Lundi, 9 h à 12 h", missing: ""})
    assert sentences() == ["Le téléphone et les horaires du centre à remplir"]


def test_a_coming_outing_that_lacks_somebody_is_said_with_its_calendar():
    make_centre(phone="+33536490012", opening_hours="Lundi, 9 h à 12 h")
    short = surveys.OutingFactory(date=exchanges.in_days(3))
    for others in ({"date": exchanges.in_days(40)}, {"date": exchanges.in_days(-1)}, {"edition__state": "closed"}):
        surveys.OutingFactory(**others)
    [thing] = things_for_team(on=exchanges.in_days(0))
    assert thing.sentence == "Il manque quelqu’un à 1 sortie"
    assert thing.url == f"/equipe/questionnaire/{short.edition_id}/sorties/?show=short"


def test_people_to_invite_and_invitations_to_give_lead_to_their_edition():
    make_centre(phone="+33536490012", opening_hours="Lundi, 9 h à 12 h")
    edition = surveys.VersionFactory(published_on=exchanges.in_days(0)).edition
    surveys.QuestionFactory(version=edition.versions.get())
    said = say(edition, ("offer", "coudre"), name="Jeanne", agrees_to_contact=True)
    say(edition, ("offer", "tricoter"), name="Sans lien", linked=False, agrees_to_contact=True)
    [thing] = things_for_team(on=exchanges.in_days(0))
    assert thing.sentence == "1 personne à inviter avec ses paroles"
    assert thing.url == f"/equipe/questionnaire/{edition.pk}/paroles/"
    surveys.InvitationFactory(slip=said, channel="phone")
    [thing] = things_for_team(on=exchanges.in_days(0))
    assert thing.sentence == "1 invitation à faire au téléphone"
    assert thing.url == f"/equipe/questionnaire/{edition.pk}/paroles/appels/"


def test_what_presses_comes_first():
    make_centre(phone="+33536490012", opening_hours="Lundi, 9 h à 12 h")
    exchanges.SessionFactory(state="to_settle")
    exchanges.make_full_session(date=exchanges.in_days(-1))
    assert sentences() == ["1 séance à terminer", "1 séance à préparer"]


def test_a_text_that_seems_to_say_too_much_waits_for_somebody():
    make_centre(phone="+33536490012", opening_hours="Lundi, 9 h à 12 h")
    surveys.AnswerFactory(text="Depuis la mort de mon mari", review="waiting", flagged_on=exchanges.in_days(0))
    surveys.AnswerFactory(text="Un banc")
    [thing] = things_for_team(on=exchanges.in_days(0))
    assert (thing.sentence, thing.url) == ("1 texte du questionnaire à vérifier", reverse("survey_review"))

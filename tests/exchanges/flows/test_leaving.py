"""Leaving, taking one's data away, being forgotten: seats go to others, and no trace of the person is left."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models
from django.urls import reverse
from django.utils import timezone

from exchanges.flows import leaving
from exchanges.models import Participation, Refusal, Session
from members import mail
from members.flows import household, wishes
from members.models import Member, Offer, SheetImport
from tests.factories import exchanges
from tests.factories.members import (
    AuthorisationFactory,
    AvailabilityFactory,
    MemberFactory,
    OfferFactory,
    RequestFactory,
)

pytestmark = pytest.mark.django_db

TELLING = ("Zéphyrine", "Quatrebarbes", "zephyrine@exemple.fr", "33699887766", "0699887766", "ma marotte secrète")


@pytest.fixture
def zephyrine(commune, skill):
    """Somebody with rows everywhere."""
    person = MemberFactory(
        first_name="Zéphyrine",
        last_name="Quatrebarbes",
        username="zephyrine",
        email="zephyrine@exemple.fr",
        contact_email="zephyrine@exemple.fr",
        phone="+33699887766",
        needs_note="ma marotte secrète",
        commune=commune,
        birth_year=1950,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    wishes.say(member=person, kind=Offer, words="ma marotte secrète")
    RequestFactory(member=person, skill=skill, words="ma marotte secrète", note="ma marotte secrète")
    AvailabilityFactory(member=person)
    person.first_name = "Zéphyrine-Marie"
    person.save()
    person.first_name = "Zéphyrine"
    person.save()
    mail.post(member=person, kind="welcome", context={})
    return person


def traces(*texts: str) -> list[str]:
    """Every column of every table of the database that holds one of these texts."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        for row in model._base_manager.order_by("pk").values_list(*names):
            for name, value in zip(names, row, strict=True):
                content = bytes(value).decode(errors="ignore") if isinstance(value, (bytes, memoryview)) else str(value)
                found += [f"{model.__name__}.{name}" for text in texts if text.lower() in content.lower()]
    return found


class TestErase:
    def test_leaves_no_trace_anywhere(self, zephyrine, team_member):
        LogEntry.objects.log_actions(team_member.pk, [zephyrine], CHANGE, change_message="Zéphyrine Quatrebarbes")
        child = household.add_child(
            guardian=zephyrine, first_name="Léo", last_name="Autre", birth_year=timezone.localdate().year - 9
        )
        child.guardians.add(MemberFactory())
        AuthorisationFactory(member=child, guardian_name="Zéphyrine Quatrebarbes")
        assert traces(*TELLING) != []

        leaving.erase(member=zephyrine, by=team_member)

        assert traces(*TELLING) == []

    def test_sums_stay(self, zephyrine, commune):
        session = exchanges.make_full_session(state="held")
        seat = exchanges.seat(session, role="learner", member=zephyrine)
        Participation.objects.filter(pk=seat.pk).update(came=True)

        leaving.erase(member=zephyrine, by=None)

        zephyrine.refresh_from_db()
        assert Participation.objects.get(pk=seat.pk).came
        assert (zephyrine.commune, zephyrine.said_age_band) == (commune, "75_plus")
        assert zephyrine.erased_at is not None
        assert not zephyrine.may_be_planned(on=timezone.localdate())

    def test_nobody_signs_in_with_it_any_more(self, zephyrine, client, centre):
        client.force_login(zephyrine)
        leaving.erase(member=zephyrine, by=None)

        assert client.get(reverse("my_space")).status_code == 302
        assert not client.login(username="zephyrine", password="tilleul-et-menthe")

    def test_lines_of_a_sheet_go_and_the_others_stay(self, zephyrine, team_member):
        content = (
            "Prénom;Nom;Téléphone;Mail\r\n"
            "Zephyrine;QUATREBARBES;;\r\n"
            "Bernard;Petit;06 11 22 33 44;\r\n"
            "Z.;;06 99 88 77 66;\r\n"
            "Mado;Roux;;zephyrine@exemple.fr\r\n"
        ).encode()
        SheetImport.objects.create(kind="residents", file_name="x.csv", content=content, held_back=content)

        leaving.erase(member=zephyrine, by=team_member)

        sheet = SheetImport.objects.get()
        for kept in (bytes(sheet.content).decode(), bytes(sheet.held_back).decode()):
            assert "Bernard;Petit" in kept
            assert not any(word in kept for word in ("QUATREBARBES", "06 99", "zephyrine@"))

    def test_a_file_nobody_can_read_is_emptied(self, zephyrine):
        SheetImport.objects.create(kind="residents", file_name="x.xlsx", content=b"PK\x03\x04 broken")

        leaving.erase(member=zephyrine, by=None)

        assert bytes(SheetImport.objects.get().content) == b""

    def test_a_child_with_no_other_guardian_goes_too_and_another_stays(self, zephyrine):
        year = timezone.localdate().year - 9
        alone = household.add_child(guardian=zephyrine, first_name="Léo", last_name="", birth_year=year)
        shared = household.add_child(guardian=zephyrine, first_name="Mai", last_name="", birth_year=year)
        shared.guardians.add(MemberFactory())

        leaving.erase(member=zephyrine, by=None)

        alone.refresh_from_db()
        shared.refresh_from_db()
        assert (alone.first_name, alone.erased_at is None) == ("—", False)
        assert (shared.first_name, shared.erased_at, shared.companion) == ("Mai", None, None)

    def test_what_others_would_avoid_is_forgotten(self, zephyrine, other_member):
        Refusal.objects.create(member=other_member, other_member=zephyrine, reason="Zéphyrine parle trop")

        leaving.erase(member=zephyrine, by=None)

        assert not Refusal.objects.exists()


class TestLeave:
    def test_the_seat_goes_to_who_waits(self, zephyrine, on_commit):
        session = exchanges.make_full_session(learners=3, sharers=1, state="confirmed", capacity=5)
        mine = exchanges.seat(session, role="learner", member=zephyrine)

        with on_commit():
            leaving.leave_network(member=zephyrine, by=zephyrine)

        mine.refresh_from_db()
        session.refresh_from_db()
        zephyrine.refresh_from_db()
        assert (mine.answer, mine.holds_slot, session.learners) == ("withdrawn", False, 3)
        assert not zephyrine.is_active
        assert not zephyrine.offers.living().exists()
        assert zephyrine.first_name == "Zéphyrine"

    def test_an_invitation_not_sent_yet_is_dropped(self, zephyrine):
        session = exchanges.SessionFactory(state="to_settle")
        Participation.objects.create(
            session=session, member=zephyrine, answer="prepared", date=session.date, period=session.period
        )

        leaving.leave_network(member=zephyrine, by=None)

        assert not session.participations.exists()

    def test_a_session_one_holds_is_held_no_more(self, zephyrine):
        session = exchanges.SessionFactory(state="announced")
        session.facilitators.add(zephyrine)

        leaving.leave_network(member=zephyrine, by=None)

        assert not Session.objects.filter(facilitators=zephyrine).exists()


class TestPages:
    def test_the_file_holds_all_and_nobody_else(self, member_client, member, centre, skill):
        OfferFactory(member=member, skill=skill, words="mes confitures")
        OfferFactory(member=MemberFactory(first_name="Zoé"), skill=skill, words="secret de Zoé")
        session = exchanges.make_full_session(state="confirmed", title="Confitures")
        exchanges.seat(session, role="learner", member=member)

        response = member_client.get(reverse("my_data_file"))

        data = json.loads(response.content)
        assert data["email"] == member.email
        assert data["offers"][0]["words"] == "mes confitures"
        assert [seat["title"] for seat in data["sessions"]] == ["Confitures"]
        assert "Zoé" not in response.content.decode()
        assert "attachment" in response["Content-Disposition"]

    @pytest.mark.parametrize("page", ["leave_network", "erase_me"])
    def test_one_is_asked_before(self, member_client, member, centre, page):
        member_client.get(reverse(page))
        member.refresh_from_db()
        assert member.is_active

        response = member_client.post(reverse(page), follow=True)

        member.refresh_from_db()
        assert not member.is_active
        assert response.redirect_chain[-1][0] == reverse("home")
        assert "_auth_user_id" not in member_client.session

    @pytest.mark.parametrize("page", ["leave_network", "erase_me"])
    def test_people_with_rights_give_them_back_first(self, team_client, team_member, administrator, centre, page):
        assert team_client.post(reverse(page)).status_code == 403
        assert team_client.post(reverse(page, kwargs={"person_pk": administrator.pk})).status_code == 403
        assert Member.objects.filter(is_active=True).count() == 2

    def test_the_team_erases_at_somebodys_wish(self, team_client, member, centre):
        response = team_client.post(reverse("erase_me", kwargs={"person_pk": member.pk}))

        member.refresh_from_db()
        assert (response.url, member.first_name) == (reverse("people"), "—")


class TestWayOut:
    @pytest.fixture
    def url(self, member):
        return reverse("way_out", args=[mail.way_out_token(member)])

    def test_opening_the_link_changes_nothing(self, client, member, url, centre):
        page = client.get(url).content.decode()

        member.refresh_from_db()
        assert (member.is_paused, member.erased_at) == (False, None)
        assert "Ne plus m’écrire" in page

    def test_stop_writing_is_a_pause(self, client, member, url, centre):
        client.post(url, {"choice": "pause"})

        member.refresh_from_db()
        assert member.is_paused
        assert list(member.consents.values_list("topic", "given")) == [("contact", False)]

    def test_erasing_takes_two_steps(self, client, member, url, centre):
        client.post(url, {"choice": "erase"})
        member.refresh_from_db()
        assert member.erased_at is None

        client.post(url, {"choice": "sure"})

        member.refresh_from_db()
        assert member.erased_at is not None
        assert "ne mène plus à rien" in client.get(url).content.decode()

    @pytest.mark.parametrize("choice", ["erase", "sure"])
    def test_a_mail_gone_astray_does_not_erase_the_team(self, client, team_member, centre, choice):
        response = client.post(reverse("way_out", args=[mail.way_out_token(team_member)]), {"choice": choice})

        assert response.status_code == 403
        team_member.refresh_from_db()
        assert team_member.erased_at is None

    def test_a_link_that_is_not_ours_says_so(self, client, member, centre):
        response = client.get(reverse("way_out", args=[f"{member.pk}:forged"]))

        assert response.status_code == 200
        assert member.first_name not in response.content.decode()

    def test_the_link_names_nobody(self, member, url):
        assert member.first_name.lower() not in url.lower()

    def test_every_mail_carries_it(self, member, url, mailoutbox, on_commit, centre):
        with on_commit():
            mail.post(member=member, kind="welcome", context={})

        assert url.rsplit(":", 2)[0] in mailoutbox[0].body

"""Acting for somebody: the team for anybody, a guardian for a child, nobody else; and the household."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members import rules
from members.flows import household, profile
from members.models import Authorisation, Consent, Member, Offer
from tests.factories.members import AuthorisationFactory, MemberFactory, SkillFactory
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(member):
    return household.add_child(
        guardian=member, first_name="Léo", last_name="", birth_year=timezone.localdate().year - 9
    )


class TestWhoMayActForWhom:
    def test_oneself_and_ones_child(self, member, child, other_member):
        helped = set(Member.objects.helped_by(member))

        assert helped == {member, child}
        assert not rules.may_act_for(member, other_member)

    def test_not_a_child_one_shares_a_household_with(self, member, child):
        cousin = MemberFactory(household=member.household)

        assert not rules.may_act_for(cousin, child)

    def test_not_a_child_who_came_of_age(self, member, child):
        child.birth_year = timezone.localdate().year - 18
        child.save()

        assert not rules.may_act_for(member, child)

    def test_the_team_for_anybody_but_the_erased(self, team_member, member):
        erased = MemberFactory(erased_at=timezone.now(), is_active=False)

        assert rules.may_act_for(team_member, member)
        assert not rules.may_act_for(team_member, erased)

    def test_an_offer_at_the_desk_says_where_it_was_said(self, team_client, other_member, centre):
        SkillFactory(name="Tricot")
        url = reverse("offer_add", kwargs={"person_pk": other_member.pk})

        team_client.post(url, {"words": "tricot", "level": 3, "max_learners": 4})

        assert list(Offer.objects.values_list("member", "source")) == [(other_member.pk, "desk")]
        assert Offer.history.get().history_user.is_staff

    def test_pages_in_a_childs_name_keep_to_the_child(self, member_client, child, centre):
        page = member_client.get(reverse("my_space", kwargs={"person_pk": child.pk})).content.decode()

        assert reverse("offer_add", kwargs={"person_pk": child.pk}) in page
        assert f'href="{reverse("offer_add")}"' not in page


class TestProfile:
    def test_showing_the_phone_is_a_dated_consent_and_so_is_hiding_it(self, member_client, member, centre):
        url = reverse("profile_edit", kwargs={"section": "me-joindre"})
        said = {"first_name": "Claude", "language": "fr", "phone": "06 12 34 56 78"}

        member_client.post(url, {**said, "shares_phone": "on"})
        member_client.post(url, said)

        member.refresh_from_db()
        assert (member.phone.as_e164, member.shares_phone) == ("+33612345678", False)
        assert list(Consent.objects.order_by("pk").values_list("topic", "given")) == [
            ("phone_to_groups", True),
            ("phone_to_groups", False),
        ]

    def test_a_wrong_phone_is_kept_on_the_page(self, member_client, centre):
        url = reverse("profile_edit", kwargs={"section": "me-joindre"})

        response = member_client.post(url, {"first_name": "Claude", "language": "fr", "phone": "06 12"})

        assert 'value="0612"' in response.content.decode()
        assert list(response.context["form"].errors) == ["phone"]

    def test_where_and_how_often(self, member_client, member, centre):
        url = reverse("profile_edit", kwargs={"section": "deplacements"})

        member_client.post(url, {"commune": member.commune.pk, "travel_km": "5", "max_share": "0", "max_learn": "3"})

        member.refresh_from_db()
        assert (member.travel_km, member.max_share, member.max_learn) == (5, 0, 3)

    def test_in_my_village_only_is_not_anywhere(self, member_client, member, centre):
        url = reverse("profile_edit", kwargs={"section": "deplacements"})

        member_client.post(url, {"travel_km": "0", "max_share": "2", "max_learn": "2"})

        member.refresh_from_db()
        assert member.travel_km == 0
        assert member_client.get(url).context["form"]["travel_km"].value() == 0

    def test_what_i_need(self, member_client, member, centre):
        url = reverse("profile_edit", kwargs={"section": "besoins"})

        member_client.post(url, {"needs_step_free": "on", "needs_note": "ma chienne guide"})

        member.refresh_from_db()
        assert (member.needs_step_free, member.needs_ride, member.needs_note) == (True, False, "ma chienne guide")

    def test_a_pause_takes_one_out_of_the_plans_and_back(self, member_client, member, centre):
        today = timezone.localdate()
        member_client.post(reverse("my_pause"))
        member.refresh_from_db()
        assert not member.may_be_planned(on=today)

        member_client.post(reverse("my_pause"), {"resume": "1"})

        member.refresh_from_db()
        assert member.may_be_planned(on=today)

    def test_an_unknown_section_is_not_there(self, member_client, centre):
        assert member_client.get(reverse("profile_edit", kwargs={"section": "autre"})).status_code == 404

    def test_pausing_twice_keeps_the_first_day(self, member):
        profile.pause_member(member=member)
        since = member.paused_at
        profile.pause_member(member=member)

        assert member.paused_at == since


class TestHousehold:
    def test_a_child_joins_the_household_and_cannot_be_planned_before_the_yes(self, member_client, member, centre):
        year = timezone.localdate().year - 9
        member_client.post(reverse("child_add"), {"first_name": "Léo", "birth_year": year})

        child = Member.objects.get(first_name="Léo")
        member.refresh_from_db()
        assert (child.household, child.last_name, child.companion) == (member.household, member.last_name, member)
        assert list(child.guardians.all()) == [member]
        assert not child.has_usable_password()
        assert not child.may_be_planned(on=timezone.localdate())

    def test_the_yes_may_come_with_it(self, member_client, member, centre):
        year = timezone.localdate().year - 9
        member_client.post(reverse("child_add"), {"first_name": "Léo", "birth_year": year, "agrees": "on"})

        authorisation = Authorisation.objects.get()
        assert (authorisation.guardian_name, authorisation.recorded_by) == (member.get_full_name(), member)
        assert authorisation.wording == household.AUTHORISATION_WORDING
        assert authorisation.member.may_be_planned(on=timezone.localdate())

    @pytest.mark.parametrize("years", [-1, 18, 40])
    def test_a_child_is_under_18_and_born(self, member_client, centre, years):
        response = member_client.post(
            reverse("child_add"), {"first_name": "Léo", "birth_year": timezone.localdate().year - years}
        )

        assert list(response.context["form"].errors) == ["birth_year"]

    def test_a_minor_signs_nobody_up(self, client, centre):
        client.force_login(MemberFactory(under_age=True))

        assert client.get(reverse("child_add")).status_code == 403

    def test_nobody_authorises_themself(self, client, centre):
        minor = MemberFactory(under_age=True)
        client.force_login(minor)

        response = client.post(reverse("child_authorise", kwargs={"person_pk": minor.pk}), {"agrees": "on"})

        assert response.status_code == 403
        assert not Authorisation.objects.exists()

    def test_the_team_writes_down_who_signed_the_paper(self, team_client, team_member, child, centre):
        team_client.post(reverse("child_authorise", kwargs={"person_pk": child.pk}), {"guardian_name": "Awa Diallo"})

        assert list(child.authorisations.values_list("guardian_name", "recorded_by")) == [
            ("Awa Diallo", team_member.pk)
        ]

    def test_a_second_yes_changes_nothing(self, member_client, child, centre):
        AuthorisationFactory(member=child)

        member_client.post(reverse("child_authorise", kwargs={"person_pk": child.pk}), {"agrees": "on"})

        assert child.authorisations.count() == 1

    def test_another_adult_of_the_household_may_come_along_and_a_stranger_may_not(
        self, member_client, member, child, other_member, centre
    ):
        aunt = MemberFactory(household=member.household)
        url = reverse("child_companion", kwargs={"person_pk": child.pk})

        assert member_client.post(url, {"companion": other_member.pk}).status_code == 200
        member_client.post(url, {"companion": aunt.pk})

        child.refresh_from_db()
        assert child.companion == aunt

    def test_a_facilitator_cleared_for_it_is_named_by_the_team_only(self, member, child):
        cleared = MemberFactory(is_cleared_for_minors=True)

        assert cleared not in household.companions_for(child=child, with_facilitators=False)
        assert cleared in household.companions_for(child=child, with_facilitators=True)

    def test_a_facilitator_may_come_along_in_the_place_of_an_adult(self, member_client, member, child, centre):
        url = reverse("child_companion", kwargs={"person_pk": child.pk})

        member_client.post(url, {"companion": "facilitator"})
        child.refresh_from_db()
        assert (child.companion, child.comes_with_facilitator) == (None, True)
        member_client.post(url, {"companion": member.pk})
        child.refresh_from_db()
        assert (child.companion, child.comes_with_facilitator) == (member, False)

    def test_how_the_household_comes_is_said_by_an_adult(self, client, member_client, member, child, centre):
        assert "household_wish" not in member_client.get(reverse("my_household")).content.decode()
        member_client.post(reverse("household_wish"), {"wish": "together"})

        child.household.refresh_from_db()
        assert child.household.wish == "together"
        assert child.household.get_wish_display() in member_client.get(reverse("my_household")).content.decode()

    def test_somebody_elses_household_is_not_shown(self, client, other_member, child, centre):
        client.force_login(other_member)

        assert "Léo" not in client.get(reverse("my_household")).content.decode()


class TestTheTeamsCards:
    def test_somebody_new_at_the_desk(self, team_client, centre):
        response = team_client.post(
            reverse("person_new"),
            {"first_name": "Odette", "commune": "Moulins", "offer": "le tricot", "request": "rien", "agrees": "on"},
        )

        person = Member.objects.get(first_name="Odette")
        assert response.url == reverse("person", kwargs={"person_pk": person.pk})
        assert (person.email, person.username, person.has_usable_password()) == (None, None, False)
        assert list(person.offers.values_list("words", "source")) == [("le tricot", "desk")]
        assert not person.requests.exists()
        assert person.consents.get().given

    def test_somebody_of_that_name_is_shown_before_there_are_two(self, team_client, centre):
        known = MemberFactory(first_name="Odette", last_name="Morel")
        said = {"first_name": "odette", "last_name": "MOREL", "offer": "le tricot", "agrees": "on"}

        page = team_client.post(reverse("person_new"), said)
        assert page.context["namesakes"] == [known]
        assert reverse("person", kwargs={"person_pk": known.pk}) in page.content.decode()
        assert Member.objects.filter(first_name__iexact="odette").count() == 1

        team_client.post(reverse("person_new"), {**said, "anyway": "1"})

        assert Member.objects.filter(first_name__iexact="odette").count() == 2

    def test_search_without_accents(self, team_client, centre):
        MemberFactory(first_name="Élise", last_name="Nguyen")
        MemberFactory(first_name="Bernard", last_name="Petit")

        page = team_client.get(reverse("people"), {"q": "nguyen elise"})

        assert [str(person) for person in page.context["page"]] == ["Élise Nguyen"]

    def test_the_list_costs_the_same_with_one_and_with_thirty(self, team_client, centre, commune):
        assert_constant_queries(
            team_client, reverse("people"), lambda number: MemberFactory.create_batch(number, commune=commune)
        )

    def test_a_user_name_for_somebody_without_e_mail(self, team_client, client, centre):
        person = MemberFactory(without_email=True)
        team_client.post(
            reverse("person_account", kwargs={"person_pk": person.pk}),
            {"username": "Odette", "password": "tilleul et menthe"},
        )

        client.post(reverse("account_login"), {"login": "odette", "password": "tilleul et menthe"})

        assert client.session["_auth_user_id"] == str(person.pk)

    def test_the_team_never_opens_the_account_of_somebody_with_rights(self, team_client, administrator, centre):
        url = reverse("person_account", kwargs={"person_pk": administrator.pk})

        response = team_client.post(url, {"username": "moi", "password": "tilleul et menthe"})

        assert response.status_code == 403
        administrator.refresh_from_db()
        assert administrator.username != "moi"

    @pytest.mark.parametrize("name", ["people", "person_new"])
    def test_residents_do_not_see_them(self, member_client, centre, name):
        assert member_client.get(reverse(name)).status_code == 403

    def test_a_residents_card_is_the_teams_alone(self, member_client, member, centre):
        assert member_client.get(reverse("person", kwargs={"person_pk": member.pk})).status_code == 403

"""What the sign-up screen shows and keeps."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Member, Offer, Request
from tests.factories.members import CommuneFactory, MemberFactory
from tests.members.signing_up import BY_NAME

pytestmark = pytest.mark.django_db


class TestTheScreen:
    @pytest.mark.parametrize("field", ["offer", "request"])
    def test_takes_the_words_of_the_home_page(self, client, centre, field):
        response = client.get(reverse("account_signup"), {field: "greffer un arbre"})

        assert response.context["form"][field].value() == "greffer un arbre"

    def test_one_title_is_enough_and_none_is_not(self, client, centre):
        said = {**BY_NAME, "offer": "", "request": ""}
        assert list(client.post(reverse("account_signup"), said).context["form"].errors) == ["offer"]

        client.post(reverse("account_signup"), {**said, "request": "l’accordéon"})

        assert Request.objects.get().words == "l’accordéon"
        assert not Offer.objects.exists()

    def test_nothing_is_kept_of_a_rien(self, client, centre):
        client.post(reverse("account_signup"), {**BY_NAME, "request": "rien"})

        assert not Request.objects.exists()

    @pytest.mark.parametrize(
        ("missing", "field"), [("first_name", "first_name"), ("other_commune", "commune"), ("agrees", "agrees")]
    )
    def test_says_what_is_missing_and_keeps_the_rest(self, client, centre, missing, field):
        response = client.post(reverse("account_signup"), {**BY_NAME, missing: ""})

        assert list(response.context["form"].errors) == [field]
        assert 'value="les confitures"' in response.content.decode()
        assert not Member.objects.exists()

    def test_shows_the_villages_of_the_map_and_not_what_one_visitor_typed(self, client, centre):
        CommuneFactory(name="Moulins", x=12, y=7)
        MemberFactory(commune=CommuneFactory(name="Nimportequoi"))

        page = client.get(reverse("account_signup")).content.decode()

        assert "Moulins" in page
        assert "Nimportequoi" not in page

    def test_a_village_typed_with_a_slip_is_the_same_village(self, client, centre):
        commune = CommuneFactory(name="Saint-Aubin-sur-Loue", x=1, y=1)

        client.post(reverse("account_signup"), {**BY_NAME, "other_commune": "st aubin sur loue"})

        assert Member.objects.get().commune == commune

    def test_a_minor_alone_is_told_kindly_and_is_in_no_plan(self, client, centre):
        year = timezone.localdate().year - 16
        response = client.post(reverse("account_signup"), {**BY_NAME, "birth_year": year}, follow=True)

        member = Member.objects.get()
        assert not member.may_be_planned(on=timezone.localdate())
        assert "Un parent" in response.content.decode()

    @pytest.mark.parametrize("year", ["52", "1852", "3000", "hier"])
    def test_refuses_an_impossible_year(self, client, centre, year):
        response = client.post(reverse("account_signup"), {**BY_NAME, "birth_year": year})

        assert list(response.context["form"].errors) == ["birth_year"]

    def test_who_is_in_already_goes_to_their_space(self, member_client, centre):
        assert member_client.get(reverse("account_signup")).url == reverse("my_space")

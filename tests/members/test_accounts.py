"""Signing up and coming in, through the pages: two equal ways, one person stays one person."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from members.flows import accounts
from members.models import Consent, Member, Offer
from tests.factories.members import PASSWORD, CommuneFactory, MemberFactory
from tests.members.signing_up import BY_EMAIL, BY_NAME, code_in
from tests.races import run_together

pytestmark = pytest.mark.django_db


def sign_up(client, mailoutbox, **fields):
    response = client.post(reverse("account_signup"), {**BY_EMAIL, **fields})
    assert response.status_code == 302, response.context["form"].errors
    return client.post(reverse("account_signup_code"), {"code": code_in(mailoutbox[-1])})


class TestByEmail:
    def test_makes_the_account_once_the_code_came_back(self, client, centre, mailoutbox):
        response = client.post(reverse("account_signup"), BY_EMAIL)

        assert response.url == reverse("account_signup_code")
        assert mailoutbox[0].to == ["jeanne@exemple.fr"]
        assert not Member.objects.exists()

        response = client.post(response.url, {"code": code_in(mailoutbox[0])})

        member = Member.objects.get()
        assert (member.first_name, member.email, member.username) == ("Jeanne", "jeanne@exemple.fr", None)
        assert member.commune.name == "Chantelande"
        assert client.session["_auth_user_id"] == str(member.pk)
        assert EmailAddress.objects.get(user=member).verified
        assert list(Offer.objects.values_list("member", "words", "source")) == [
            (member.pk, "les confitures", "sign_up")
        ]
        assert list(member.consents.values_list("topic", "given", "wording")) == [
            (Consent.Topic.TERMS, True, accounts.TERMS_WORDING)
        ]

    def test_a_code_with_spaces_is_the_code(self, client, centre, mailoutbox):
        client.post(reverse("account_signup"), BY_EMAIL)
        code = code_in(mailoutbox[0])

        client.post(reverse("account_signup_code"), {"code": f" {code[:3]} {code[3:]} "})

        assert Member.objects.count() == 1

    def test_three_wrong_codes_void_it_and_keep_what_was_said(self, client, centre, mailoutbox):
        client.post(reverse("account_signup"), BY_EMAIL)
        code = code_in(mailoutbox[0])
        for _unused in range(3):
            client.post(reverse("account_signup_code"), {"code": f"{(int(code) + 1) % 1_000_000:06d}"})

        response = client.post(reverse("account_signup_code"), {"code": code}, follow=True)

        assert not Member.objects.exists()
        assert response.redirect_chain[-1][0] == reverse("account_signup")
        assert 'value="Jeanne"' in response.content.decode()

    def test_a_code_lasts_a_quarter_of_an_hour(self, client, centre, mailoutbox):
        client.post(reverse("account_signup"), BY_EMAIL)
        session = client.session
        session["sign_up"] = {**session["sign_up"], "at": session["sign_up"]["at"] - 901}
        session.save()

        client.post(reverse("account_signup_code"), {"code": code_in(mailoutbox[0])})

        assert not Member.objects.exists()

    def test_no_code_asked_leads_back_to_sign_up(self, client, centre):
        assert client.get(reverse("account_signup_code")).url == reverse("account_signup")

    def test_an_e_mail_that_signs_in_already_is_let_in_and_nothing_tells_it_before(self, client, centre, mailoutbox):
        known = MemberFactory(email="jeanne@exemple.fr", first_name="Jeannette", commune=CommuneFactory())

        response = sign_up(client, mailoutbox)

        assert response.status_code == 302
        assert Member.objects.get() == known
        known.refresh_from_db()
        assert known.first_name == "Jeannette"
        assert client.session["_auth_user_id"] == str(known.pk)
        assert Offer.objects.get().member == known

    def test_the_answer_is_the_same_for_a_known_and_an_unknown_e_mail(self, client, centre, mailoutbox):
        MemberFactory(email="connue@exemple.fr")
        answers = [
            client.post(reverse("account_signup"), {**BY_EMAIL, "email": email})
            for email in ("connue@exemple.fr", "inconnue@exemple.fr")
        ]

        assert {(answer.status_code, answer.url) for answer in answers} == {(302, reverse("account_signup_code"))}
        assert mailoutbox[0].subject == mailoutbox[1].subject

    def test_a_closed_account_is_not_opened_again(self, client, centre, mailoutbox):
        MemberFactory(email="jeanne@exemple.fr", is_active=False)

        response = sign_up(client, mailoutbox)

        assert response.url == reverse("account_inactive")
        assert "_auth_user_id" not in client.session

    def test_the_welcome_leaves_once(self, client, centre, mailoutbox, on_commit):
        with on_commit():
            sign_up(client, mailoutbox)

        assert [mail.subject for mail in mailoutbox[1:]] == ["Bienvenue, Jeanne"]


class TestSomebodyTheCentreKnewFromASheet:
    @pytest.fixture
    def known(self, db):
        return MemberFactory(
            without_email=True,
            first_name="Jeanne",
            last_name="Morel",
            contact_email="jeanne@exemple.fr",
            birth_year=1952,
        )

    def test_gets_the_account_after_the_code_and_not_before(self, client, centre, mailoutbox, known):
        client.post(reverse("account_signup"), BY_EMAIL)
        known.refresh_from_db()
        assert known.email is None

        client.post(reverse("account_signup_code"), {"code": code_in(mailoutbox[0])})

        known.refresh_from_db()
        assert Member.objects.get() == known
        assert (known.email, known.last_name, known.birth_year) == ("jeanne@exemple.fr", "Morel", 1952)
        assert Offer.objects.get().member == known

    def test_by_a_name_a_slip_apart(self, client, centre, mailoutbox, known):
        sign_up(client, mailoutbox, first_name="Jéanne", last_name="MOREL")

        assert Member.objects.get() == known

    @pytest.mark.parametrize(
        "said",
        [{"first_name": "Bernard"}, {"last_name": "Petit"}, {"birth_year": "1985"}],
        ids=["another first name", "another family name", "another year of birth"],
    )
    def test_somebody_else_of_the_household_is_somebody_else(self, client, centre, mailoutbox, known, said):
        sign_up(client, mailoutbox, **said)

        known.refresh_from_db()
        assert known.email is None
        assert Member.objects.count() == 2

    def test_two_people_of_this_name_and_e_mail_leave_a_doubt_for_the_team(self, client, centre, mailoutbox, known):
        MemberFactory(without_email=True, first_name="Jeanne", last_name="Blanc", contact_email="jeanne@exemple.fr")

        sign_up(client, mailoutbox)

        assert Member.objects.count() == 3

    def test_who_has_a_user_name_is_sent_to_it(self, client, centre, mailoutbox, known):
        accounts.open_account(member=known, username="jeanne", password=PASSWORD)

        response = sign_up(client, mailoutbox)

        assert response.url == reverse("account_login")
        known.refresh_from_db()
        assert known.email is None

    def test_nobody_takes_over_somebody_who_works_at_the_centre(self, client, centre, mailoutbox, known):
        known.is_staff = True
        known.save()

        sign_up(client, mailoutbox)

        known.refresh_from_db()
        assert known.email is None


class TestByUserName:
    def test_comes_in_at_once(self, client, centre, mailoutbox):
        response = client.post(reverse("account_signup"), BY_NAME)

        member = Member.objects.get()
        assert (member.username, member.email) == ("jeanne52", None)
        assert member.check_password("trois mots qui chantent")
        assert client.session["_auth_user_id"] == str(member.pk)
        assert response.status_code == 302
        assert mailoutbox == []

    def test_two_people_without_e_mail(self, client, centre):
        client.post(reverse("account_signup"), BY_NAME)
        client.logout()
        client.post(reverse("account_signup"), {**BY_NAME, "username": "jeanne53"})

        assert list(Member.objects.order_by("pk").values_list("username", "email")) == [
            ("jeanne52", None),
            ("jeanne53", None),
        ]

    def test_the_key_enter_in_the_second_way_is_the_second_way(self, client, centre):
        client.post(reverse("account_signup"), {**BY_NAME, "way": "email"})

        assert Member.objects.get().username == "jeanne52"

    @pytest.mark.parametrize("username", ["JEANNE52", "jeanne 52", "jeanne@exemple.fr"])
    def test_refuses_a_name_that_is_taken_or_not_one(self, client, centre, username):
        MemberFactory(username="jeanne52")

        response = client.post(reverse("account_signup"), {**BY_NAME, "username": username})

        assert list(response.context["form"].errors) == ["username"]

    @pytest.mark.parametrize("password", ["", "court", "motdepasse", "password"])
    def test_refuses_a_password_anybody_would_guess(self, client, centre, password):
        response = client.post(reverse("account_signup"), {**BY_NAME, "password": password})

        assert "password" in response.context["form"].errors
        assert not Member.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_of_one_person_make_one_account():
    newcomer = accounts.Newcomer(first_name="Jeanne", commune="Moulins", offer="le tricot")

    made = run_together(
        lambda email: accounts.sign_up_with_email(newcomer=newcomer, email=email).pk, [("jeanne@exemple.fr",)] * 4
    )

    assert set(made) == {Member.objects.get().pk}
    assert EmailAddress.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_user_name_goes_to_one_of_those_who_want_it_at_once():
    def sign_up_as(first_name):
        newcomer = accounts.Newcomer(first_name=first_name)
        return accounts.sign_up_with_username(newcomer=newcomer, username="jeanne", password="tilleul et menthe")

    answers = run_together(sign_up_as, [("Jeanne",), ("Jeannine",), ("Jeannette",)])

    assert sorted(type(answer).__name__ for answer in answers) == ["Member", "NameTaken", "NameTaken"]
    assert Member.objects.count() == 1

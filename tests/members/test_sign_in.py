"""Coming in, through the pages: by a code or by a name and a password, and never a word about who has an account."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from tests.factories.members import PASSWORD, MemberFactory
from tests.members.signing_up import BY_EMAIL, BY_NAME, code_in

pytestmark = pytest.mark.django_db


class TestComingIn:
    def test_by_a_code(self, client, centre, mailoutbox):
        member = MemberFactory(email="jeanne@exemple.fr")
        response = client.post(reverse("account_request_login_code"), {"email": "Jeanne@exemple.fr"})

        client.post(response.url, {"code": code_in(mailoutbox[0])})

        assert client.session["_auth_user_id"] == str(member.pk)

    def test_by_a_code_for_an_unknown_e_mail_looks_the_same_and_explains_in_the_mail(self, centre, mailoutbox):
        MemberFactory(email="connue@exemple.fr")
        answers = [
            Client().post(reverse("account_request_login_code"), {"email": email})
            for email in ("connue@exemple.fr", "inconnue@exemple.fr")
        ]

        assert len({(answer.status_code, answer.url) for answer in answers}) == 1
        assert reverse("account_signup") in mailoutbox[1].body

    @pytest.mark.parametrize("login", ["jeanne52", "JEANNE52", "jeanne@exemple.fr"])
    def test_by_name_and_password(self, client, centre, login):
        member = MemberFactory(username="jeanne52", email="jeanne@exemple.fr")

        client.post(reverse("account_login"), {"login": login, "password": PASSWORD})

        assert client.session["_auth_user_id"] == str(member.pk)

    def test_without_an_e_mail_nothing_holds_one_back(self, client, centre):
        MemberFactory(username="paul", email=None)

        response = client.post(reverse("account_login"), {"login": "paul", "password": PASSWORD})

        assert response.url == reverse("my_space")

    def test_the_team_arrives_where_its_work_waits(self, client, centre):
        MemberFactory(username="nadia", team=True)

        response = client.post(reverse("account_login"), {"login": "nadia", "password": PASSWORD})

        assert response.url == reverse("team")

    @pytest.mark.parametrize("login", ["jeanne52", "personne"])
    def test_a_wrong_password_says_the_same_for_everybody(self, client, centre, login):
        MemberFactory(username="jeanne52")

        response = client.post(reverse("account_login"), {"login": login, "password": "autre chose"})

        assert response.context["form"].non_field_errors() == [
            "Le nom ou le mot de passe n’est pas le bon. Essayez encore, ou appelez le centre."
        ]

    def test_comes_back_to_the_page_one_wanted(self, client, centre):
        MemberFactory(username="jeanne52")
        page = client.get(reverse("account_login"), {"next": reverse("my_profile")}).content.decode()
        assert page.count(f'name="next" value="{reverse("my_profile")}"') == 2

        response = client.post(
            reverse("account_login"), {"login": "jeanne52", "password": PASSWORD, "next": reverse("my_profile")}
        )

        assert response.url == reverse("my_profile")

    def test_six_wrong_passwords_are_enough_even_for_the_back_office(self, client, centre):
        MemberFactory(username="jeanne52", administrator=True)
        for _unused in range(7):
            client.post(reverse("account_login"), {"login": "jeanne52", "password": "autre chose"})

        response = client.post(reverse("account_login"), {"login": "jeanne52", "password": PASSWORD})

        assert "_auth_user_id" not in client.session
        assert response.status_code in (200, 429)
        assert client.get("/gestion/login/").url.startswith(reverse("account_login"))

    def test_a_workshop_of_25_people_behind_one_address_signs_up(self, client, centre):
        for number in range(25):
            client.logout()
            response = client.post(reverse("account_signup"), {**BY_NAME, "username": f"habitante{number}"})
            assert response.status_code == 302

    def test_a_code_asked_too_often_is_said_and_keeps_the_words_and_the_way_back(self, client, centre, mailoutbox):
        client.get(reverse("account_signup"), {"next": "/seances/"})
        for _turn in range(8):
            response = client.post(reverse("account_signup"), BY_EMAIL)
        page = response.content.decode()
        assert len(mailoutbox) < 8
        assert "beaucoup d’essais" in page
        assert 'value="les confitures"' in page
        assert f"{reverse('account_login')}?next=/seances/" in page

    def test_a_mail_server_that_is_down_is_said_and_breaks_nothing(self, client, centre, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

        response = client.post(reverse("account_signup"), BY_EMAIL, follow=True)

        assert "Le courriel n’est pas parti" in response.content.decode()

    def test_a_new_e_mail_counts_once_its_code_came_back(self, member_client, member, centre, mailoutbox):
        response = member_client.post(reverse("account_email"), {"email": "neuve@exemple.fr", "action_add": ""})
        member.refresh_from_db()
        assert member.email != "neuve@exemple.fr"

        member_client.post(response.url, {"code": code_in(mailoutbox[-1])})

        member.refresh_from_db()
        assert member.email == "neuve@exemple.fr"

    def test_the_e_mail_to_sign_in_is_never_taken_away(self, member_client, member, centre):
        member_client.get(reverse("account_email"))
        member_client.post(reverse("account_email"), {"email": member.email, "action_remove": ""})

        member.refresh_from_db()
        assert member.email


class TestTheSecondStep:
    @pytest.fixture
    def secret(self, team_member, team_client, centre):
        team_member.email = None
        team_member.save()
        TOTP.activate(team_member, generate_totp_secret())
        return Authenticator.objects.get().data["secret"]

    def test_a_name_and_a_password_are_not_enough(self, client, team_member, secret):
        said = {"login": team_member.username, "password": PASSWORD}
        response = client.post(reverse("account_login"), said)
        assert response.url == reverse("mfa_authenticate")
        assert "_auth_user_id" not in client.session
        assert client.get(response.url).status_code == 200

        client.post(
            response.url, {"code": format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))}
        )

        assert client.session["_auth_user_id"] == str(team_member.pk)

    def test_the_square_to_scan_obeys_the_content_policy(self, team_client, team_member, centre):
        response = team_client.get(reverse("mfa_activate_totp"), follow=True)
        team_client.post(response.redirect_chain[-1][0], {"password": PASSWORD})

        page = team_client.get(reverse("mfa_activate_totp")).content.decode()

        assert "<svg" in page
        assert "style=" not in page
        assert "data:" not in page

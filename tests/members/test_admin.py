"""The back-office on people and words: nobody gains rights, nobody loses history, and refusals are sentences."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from members.models import Member, Message
from tests.back_office import act, change_url, filled
from tests.factories import members

RESIDENTS = reverse("admin:members_member_changelist")


# Rights


@pytest.mark.parametrize("field", ["is_staff", "is_superuser", "is_cleared_for_minors"])
def test_the_team_gives_no_rights(field, team_client, member):
    url = change_url(member)
    response = team_client.post(url, filled(team_client, url, first_name="Rosalie", **{field: "on"}))
    member.refresh_from_db()
    assert (response.status_code, member.first_name, getattr(member, field)) == (302, "Rosalie", False)


def test_the_team_gives_no_rights_to_somebody_new(team_client):
    data = {"first_name": "Rosalie", "usable_password": "false", "is_staff": "on", "is_superuser": "on"}
    team_client.post(reverse("admin:members_member_add"), data)
    newcomer = Member.objects.get(first_name="Rosalie")
    assert (newcomer.is_staff, newcomer.is_superuser, newcomer.has_usable_password()) == (False, False, False)


@pytest.mark.parametrize("whose", ["team_member", "administrator"])
def test_the_team_changes_no_account_with_rights(whose, team_client, request):
    person = request.getfixturevalue(whose)
    before = Member.objects.values().get(pk=person.pk)
    pages = [change_url(person), reverse("admin:auth_user_password_change", args=[person.pk])]
    data = {"first_name": "X", "email": "x@exemple.fr", "password1": "azerty-uiop-12", "password2": "azerty-uiop-12"}
    assert [team_client.post(page, data).status_code for page in pages] == [403, 403]
    for action in ("pause", "name_facilitator", "erase_people", "clear_for_minors", "forget_second_step"):
        act(team_client, action, person, sure="yes")
    assert Member.objects.values().get(pk=person.pk) == before


def test_a_superuser_without_the_staff_mark_is_kept_from_the_team_too(team_client):
    person = members.MemberFactory(is_superuser=True)
    assert team_client.post(change_url(person), {"first_name": "X"}).status_code == 403


def test_the_administrator_gives_and_takes_rights(administrator_client, member):
    url = change_url(member)
    administrator_client.post(url, filled(administrator_client, url, is_staff="on"))
    member.refresh_from_db()
    assert member.is_staff


def test_the_team_sets_the_password_of_a_resident(team_client, member):
    url = reverse("admin:auth_user_password_change", args=[member.pk])
    words = "lavande-et-thym"
    team_client.post(url, {"password1": words, "password2": words, "usable_password": "true"})
    member.refresh_from_db()
    assert member.check_password(words)


def test_people_are_never_brought_in_nor_deleted_here(administrator_client, member):
    with pytest.raises(NoReverseMatch):
        reverse("admin:members_member_import")
    delete = reverse("admin:members_member_delete", args=[member.pk])
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 403
    act(administrator_client, "delete_selected", member, post="yes")
    assert Member.objects.filter(pk=member.pk).exists()


def test_only_models_of_ours_are_there():
    assert {model._meta.app_label for model in admin.site._registry} == {"members", "exchanges"}


@pytest.mark.django_db
def test_the_door_is_the_one_of_the_site(client):
    response = client.get(RESIDENTS, follow=True)
    assert response.request["PATH_INFO"] == reverse("account_login")


# History


def test_no_page_writes_over_history_or_brings_an_old_version_back(team_client, administrator):
    administrator.first_name = "Camille"
    administrator.save()
    version = administrator.history.earliest("history_id")
    history = reverse("admin:members_member_history", args=[administrator.pk])
    assert team_client.get(history).status_code == 200
    assert team_client.post(f"{history}{version.pk}/", {"first_name": "X"}).status_code in (302, 404)
    assert administrator.history.count() == 2
    administrator.refresh_from_db()
    assert administrator.first_name == "Camille"


def test_history_tells_who(team_client, team_member, member):
    act(team_client, "pause", member)
    assert member.history.first().history_user == team_member


# People


def test_search_minds_neither_case_nor_accents(team_client):
    members.MemberFactory(first_name="Éloïse", last_name="Bérard")
    members.MemberFactory(first_name="Denis", last_name="Roux")
    response = team_client.get(RESIDENTS, {"q": "BERARD eloise"})
    assert [str(row) for row in response.context["cl"].result_list] == ["Éloïse Bérard"]


def test_search_finds_a_phone_as_it_is_said(team_client):
    members.MemberFactory(phone="+33612345678", first_name="Denis")
    members.MemberFactory(phone="+33612345679")
    response = team_client.get(RESIDENTS, {"q": "06 12 34 56 78"})
    assert [row.first_name for row in response.context["cl"].result_list] == ["Denis"]


def test_search_folds_columns_without_a_folded_copy(team_client):
    members.ThemeFactory(name="Création et beauté")
    members.ThemeFactory(name="Cuisine")
    response = team_client.get(reverse("admin:members_theme_changelist"), {"q": "creation BEAUTE"})
    assert [str(row) for row in response.context["cl"].result_list] == ["Création et beauté"]


def test_a_new_sign_in_email_closes_the_former_one(team_client, member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    url = change_url(member)
    team_client.post(url, filled(team_client, url, email="nouvelle@exemple.fr"))
    member.refresh_from_db()
    assert (member.email, EmailAddress.objects.filter(user=member).count()) == ("nouvelle@exemple.fr", 0)


def test_an_email_somebody_has_is_refused_in_a_sentence(team_client, member, other_member):
    url = change_url(member)
    response = team_client.post(url, filled(team_client, url, email=other_member.email.upper()))
    assert "Quelqu’un se connecte déjà avec ce courriel." in response.content.decode()


def test_a_companion_is_an_adult_who_may_come_along(team_client, other_member):
    child = members.MemberFactory(child=True, household=members.HouseholdFactory())
    url = change_url(child)
    refused = team_client.post(url, filled(team_client, url, companion=other_member.pk))
    assert "companion" in refused.context["adminform"].form.errors
    accepted = team_client.post(url, filled(team_client, url, companion=other_member.pk, guardians=[other_member.pk]))
    assert accepted.status_code == 302


def test_actions_on_people(team_client, member):
    act(team_client, "pause", member)
    act(team_client, "name_facilitator", member)
    member.refresh_from_db()
    assert (member.is_paused, member.is_facilitator) == (True, True)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    act(team_client, "resume", member)
    member.refresh_from_db()
    assert (member.is_paused, member.is_active) == (False, True)


def test_actions_of_administrators(administrator_client, team_client, member):
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})
    for client in (team_client, administrator_client):
        act(client, "clear_for_minors", member)
        act(client, "forget_second_step", member)
        member.refresh_from_db()
        allowed = client is administrator_client
        assert (member.is_cleared_for_minors, Authenticator.objects.exists()) == (allowed, not allowed)


# Traces


def test_mails_are_sent_again(administrator_client, mailoutbox, on_commit):
    message = members.MessageFactory(state=Message.State.FAILED)
    sent = members.MessageFactory(state=Message.State.SENT)
    with on_commit():
        act(administrator_client, "send_again", message, sent)
    assert [mail.to for mail in mailoutbox] == [[message.member.mail_to]]

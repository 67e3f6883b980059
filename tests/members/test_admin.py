"""The back-office on people and words: nobody gains rights, nobody loses history, and refusals are sentences."""

import io

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from members.flows.words import recognise
from members.models import Member, Message, Offer, Request, Skill, SkillTerm
from tests.back_office import act, bring_in, change_url, filled, sentences_of
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


# Words


def test_terms_written_here_are_heard_at_once(team_client, skill):
    add = reverse("admin:members_skillterm_add")
    team_client.post(add, {"skill": skill.pk, "phrase": "farfouiller les moteurs", "weight": "1"})
    assert recognise("farfouiller les moteurs").parts[0].skill == skill.pk
    term = SkillTerm.objects.get(phrase="farfouiller les moteurs")
    before = term.updated_at
    team_client.post(change_url(term), {"skill": skill.pk, "phrase": "bricoler les mobylettes", "weight": "1"})
    term.refresh_from_db()
    assert term.updated_at > before
    assert recognise("bricoler les mobylettes").parts[0].skill == skill.pk


def test_terms_said_twice_are_refused_in_a_sentence(team_client, skill):
    members.SkillTermFactory(skill=skill, phrase="tailler les haies")
    data = {"skill": skill.pk, "phrase": "Tailler  les HAIES", "weight": "1"}
    response = team_client.post(reverse("admin:members_skillterm_add"), data)
    assert response.context["adminform"].form.errors["phrase"] == ["Ce savoir a déjà ces mots."]


def test_terms_typed_twice_on_one_page_are_refused_in_a_sentence(team_client, skill):
    url = change_url(skill)
    rows = {"terms-TOTAL_FORMS": 2, "terms-0-weight": 1, "terms-1-weight": 1}
    phrases = {"terms-0-phrase": "tailler les haies", "terms-1-phrase": "Tailler les haies"}
    response = team_client.post(url, filled(team_client, url, **rows, **phrases))
    assert (response.status_code, skill.terms.count()) == (200, 0)
    assert "Ce savoir a déjà ces mots." in response.content.decode()


def test_a_savoir_somebody_shares_already_is_refused_in_a_sentence(team_client, member, skill):
    members.OfferFactory(member=member, skill=skill)
    data = {"member": member.pk, "skill": skill.pk, "words": "encore", "state": "active", "level": 3}
    data |= {"max_learners": 7, "said_on": "2026-03-01"}
    response = team_client.post(reverse("admin:members_offer_add"), data)
    assert (response.status_code, Offer.objects.count()) == (200, 1)
    assert "Vous partagez déjà ce savoir." in response.content.decode()


def test_words_settled_here_are_remembered_and_place_the_same_words(team_client, skill):
    one, other = (members.RequestFactory(skill=None, words="gratouiller la mandoline") for _turn in range(2))
    url = change_url(one)
    team_client.post(url, filled(team_client, url, skill=skill.pk))
    assert set(Request.objects.values_list("skill", flat=True)) == {skill.pk}
    assert SkillTerm.objects.get(phrase="gratouiller la mandoline").skill == skill
    assert other.pk


def test_words_said_at_the_desk_are_heard(team_client, member):
    skill = members.SkillFactory(name="Tricoter")
    data = {"member": member.pk, "words": "tricoter", "state": "active", "min_level": 0}
    data |= {"said_on": "2026-03-01", "waiting_since": "2026-03-01"}
    team_client.post(reverse("admin:members_request_add"), data)
    wish = Request.objects.get()
    assert (wish.skill, wish.source) == (skill, "desk")


def test_actions_on_offers_keep_history_and_refuse_doubles(team_client, team_member, member, skill):
    living = members.OfferFactory(member=member, skill=skill)
    former = members.OfferFactory(member=member, skill=skill, state="withdrawn")
    response = act(team_client, "renew", former)
    former.refresh_from_db()
    assert former.state == "withdrawn"
    assert any("a déjà ce savoir" in sentence for sentence in sentences_of(response))
    act(team_client, "pause", living)
    act(team_client, "withdraw", living)
    assert [row.state for row in living.history.all()][:2] == ["withdrawn", "paused"]
    assert living.history.first().history_user == team_member


# Spreadsheets

FORMULA = '=HYPERLINK("http://mauvais.exemple","Cliquez")'


def export(client, model: str, number: int) -> bytes:
    return client.post(reverse(f"admin:members_{model}_export"), {"format": str(number), "resource": "0"}).content


def test_formulas_are_escaped_in_workbooks(team_client):
    members.MemberFactory(first_name=FORMULA, last_name="+cmd|' /C calc'!A0", phone="+33612345678")
    sheet = openpyxl.load_workbook(io.BytesIO(export(team_client, "member", 0))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    values = [cell.value for cell in cells]
    assert not [value for value in values if str(value).startswith(("=", "+", "-", "@"))]
    assert "06 12 34 56 78" in values


def test_formulas_are_escaped_in_csv(team_client):
    members.MemberFactory(first_name=FORMULA)
    content = export(team_client, "member", 1)
    assert content.startswith(b"\xef\xbb\xbf")
    header, *lines = content.decode("utf-8-sig").splitlines()
    assert header.split(";")[:2] == ["nom de famille", "prénom"]
    assert any("'=HYPERLINK" in line for line in lines)
    assert ";=" not in content.decode()


def test_what_is_exported_can_be_brought_back(team_client):
    members.SkillFactory(name="Tricoter", theme__name="Fil")
    text = export(team_client, "skill", 1).decode("utf-8-sig")
    bring_in(team_client, "members_skill", text.replace("Tricoter", "Broder"))
    assert sorted(Skill.objects.values_list("name", "theme__name")) == [("Broder", "Fil"), ("Tricoter", "Fil")]


def test_words_brought_in_are_heard(team_client, skill):
    bring_in(team_client, "members_skillterm", f"savoir;mots;poids\n{skill.name.upper()};bidouiller;1\n")
    assert recognise("bidouiller").parts[0].skill == skill.pk


def test_a_line_that_breaks_a_rule_says_so_and_nothing_goes_in(team_client):
    members.CommuneFactory(name="Valcroze")
    lines = "de;à;kilomètres\nValcroze;valcroze;5\nValcroze;Nulle-Part;3\n"
    preview = bring_in(team_client, "members_communedistance", lines)
    page = preview.content.decode()
    assert "«\xa0Nulle-Part\xa0» n’est pas connu ici." in page
    assert "Choisissez deux communes différentes." in page


def test_no_column_gives_rights_or_signs_for_somebody_else(team_client, administrator, skill):
    text = f"savoir;mots;poids;added_by;id\n{skill.name};chiner;1;{administrator.pk};1\n"
    bring_in(team_client, "members_skillterm", text)
    assert SkillTerm.objects.get(phrase="chiner").added_by is None


# Traces


def test_mails_are_sent_again(administrator_client, mailoutbox, on_commit):
    message = members.MessageFactory(state=Message.State.FAILED)
    sent = members.MessageFactory(state=Message.State.SENT)
    with on_commit():
        act(administrator_client, "send_again", message, sent)
    assert [mail.to for mail in mailoutbox] == [[message.member.mail_to]]

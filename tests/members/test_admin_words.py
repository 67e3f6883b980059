"""The back-office on words and sheets: what is settled is heard, formulas go out harmless, refusals are sentences."""

import io

import openpyxl
from django.urls import reverse

from members.flows.words import recognise
from members.models import Offer, Request, Skill, SkillTerm
from tests.back_office import act, bring_in, change_url, filled, sentences_of
from tests.factories import members

RESIDENTS = reverse("admin:members_member_changelist")


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
    assert "Cette personne partage déjà ce savoir." in response.content.decode()


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


def test_savoirs_are_searched_with_ones_own_words(team_client):
    bicycles = members.SkillFactory(name="Réparation de vélos")
    members.SkillTermFactory(skill=bicycles, phrase="bécane", source=SkillTerm.Source.SHIPPED)
    away = members.SkillFactory(name="Vélos d’autrefois", is_active=False)
    members.SkillFactory(name="Soupes et potages")
    found = {words: _names_listed(team_client, words) for words in ("becane", "velos", "xylozork")}
    assert found == {"becane": [bicycles.name], "velos": [bicycles.name, away.name], "xylozork": []}
    url = reverse("admin:autocomplete")
    asked = {"term": "bécanes", "app_label": "members", "model_name": "offer", "field_name": "skill"}
    assert [one["text"] for one in team_client.get(url, asked).json()["results"]] == [bicycles.name]


def _names_listed(client, words):
    page = client.get(reverse("admin:members_skill_changelist"), {"q": words})
    return [skill.name for skill in page.context["cl"].result_list]


def test_words_that_are_no_savoir_are_written_here(team_client, skill):
    add = reverse("admin:members_skillterm_add")
    for said in ("", "Animons sait déjà que ces mots ne sont pas un savoir."):
        response = team_client.post(add, {"skill": "", "phrase": "un tour de manège", "weight": "1"})
        assert said in response.text
    assert SkillTerm.objects.get().skill is None
    assert recognise("un tour de manège").parts[0].verdict == "nothing"


def test_shipped_words_cannot_become_no_savoir(team_client, skill):
    term = members.SkillTermFactory(skill=skill, phrase="un mot livré", source=SkillTerm.Source.SHIPPED)
    response = team_client.post(change_url(term), {"skill": "", "phrase": term.phrase, "weight": "1"})
    assert "Choisissez un savoir." in response.text


def test_what_residents_chose_is_read_and_taken_away_only(team_client, skill):
    term = members.SkillTermFactory(skill=skill, phrase="des zigouigouis", picked=True, times=3)
    assert team_client.post(change_url(term), {"phrase": "autre"}).status_code == 403
    assert "des zigouigouis" in team_client.get(change_url(term)).text
    assert "des zigouigouis" not in team_client.get(change_url(skill)).text
    assert "des zigouigouis" not in export(team_client, "skillterm", 1).decode()
    act(team_client, "delete_selected", term, post="yes")
    assert not SkillTerm.objects.exists()


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


def test_everyday_words_go_out_and_come_back(team_client, skill):
    source = SkillTerm.Source
    for fields in ({"weight": 0.5, "source": source.SHIPPED}, {"weight": 1}, {"skill": None, "phrase": "un banc"}):
        members.SkillTermFactory(**{"skill": skill, "phrase": "bidouiller"} | fields)
    text = export(team_client, "skillterm", 1).decode("utf-8-sig")
    bring_in(team_client, "members_skillterm", text.replace("0.5", "0.7").replace("0,5", "0,7"))
    rows = SkillTerm.objects.values_list("skill", "phrase", "weight", "source")
    assert set(rows) == {
        (skill.pk, "bidouiller", 0.7, "shipped"),
        (skill.pk, "bidouiller", 1, "centre"),
        (None, "un banc", 1, "centre"),
    }


def test_a_savoir_forgotten_in_a_sheet_is_a_slip(team_client, skill):
    preview = bring_in(team_client, "members_skillterm", "savoir;mots;poids\n;chiner;1\npas un savoir;flâner;1\n")
    assert "Il manque le savoir." in preview.text
    bring_in(team_client, "members_skillterm", "savoir;mots;poids\nPas un savoir;flâner;1\n")
    assert list(SkillTerm.objects.values_list("skill", "phrase")) == [(None, "flâner")]

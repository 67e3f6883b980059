"""Residents brought in from a sheet: what becomes of each line, and what is written."""

import pytest
from django.utils import timezone

from members.flows.words import dismiss_words
from members.models import AgeBand, Member, Offer, Request, Wish
from tests.factories import members
from tests.sheets import HEADERS, bring_in, make_sheet, plan_of, somebody, verdicts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(db):
    """Two savoirs the recogniser knows by name."""
    return [members.SkillFactory(name="Yoga"), members.SkillFactory(name="Tricot")]


def only_line(content, **options):
    return plan_of(content, **options).lines[-1]


def codes(remarks):
    return [remark.code for remark in remarks]


# What goes in


def test_a_line_becomes_a_person_with_all_it_says(catalogue):
    bring_in(
        make_sheet(
            somebody(
                nom="PRADELLE", annee="12/03/1951", tel="06.39.98.00.11", mel="Odile@Exemple.test",
                propose="yoga ; greffer un arbre", cherche="tricot", dispos="lundi soir, mercredi matin et après-midi",
            )
        )
    )  # fmt: skip

    odile = Member.objects.get()
    assert (odile.get_full_name(), odile.birth_year, odile.commune.name) == ("Odile Pradelle", 1951, "Valmy")
    assert (odile.phone.raw_input, odile.email, odile.contact_email) == ("+33639980011", "odile@exemple.test", "")
    assert sorted(odile.availabilities.values_list("weekday", "period")) == [(0, 2), (2, 0), (2, 1)]
    assert set(odile.offers.values_list("words", "skill__name", "source")) == {
        ("yoga", "Yoga", Wish.Source.SHEET),
        ("greffer un arbre", None, Wish.Source.SHEET),
    }
    assert [wish.skill.name for wish in odile.requests.all()] == ["Tricot"]
    assert not odile.has_usable_password()
    assert odile.brought_by.file_name == "essai.csv"
    assert odile.history.count() == 1


def test_words_not_recognised_wait_in_a_classer():
    line = only_line(make_sheet(somebody(propose="greffer un arbre")))

    assert "words_waiting" in codes(line.remarks)


def test_what_is_no_savoir_is_not_kept_and_told():
    line = only_line(make_sheet(somebody(propose="rien", cherche="prêter ma grange")))

    assert [remark.words for remark in line.losses] == ["prêter ma grange"]
    assert Offer.objects.count() == Request.objects.count() == 0


def test_what_the_centre_set_aside_is_kept_and_waits_for_nobody(catalogue, team_member):
    dismiss_words(words=["prêter ma grange"], by=team_member)
    sheet = make_sheet(somebody(propose="yoga", cherche="Prêter ma grange"))

    assert "set_aside" in codes(only_line(sheet).remarks)
    for _turn in range(2):
        bring_in(sheet)
        assert list(Request.objects.values_list("words", "state")) == [("Prêter ma grange", "not_a_skill")]
        assert Offer.objects.get().state == "active"


def test_a_name_in_one_column_and_an_age_band():
    bring_in("NOM Prénom;Tranche d'âge\nRoux Michel;60-74 ans\n".encode())

    michel = Member.objects.get()
    assert (michel.first_name, michel.last_name, michel.said_age_band) == ("Michel", "Roux", AgeBand.FROM_60)


def test_a_grid_of_half_days():
    bring_in("Prénom;Lundi matin;Mardi\nAwa;x;soir\n".encode())

    assert sorted(Member.objects.get().availabilities.values_list("weekday", "period")) == [(0, 0), (1, 2)]


def test_people_nobody_can_reach_come_in_all_the_same():
    plan = bring_in(make_sheet(somebody()))

    assert verdicts(plan) == ["create"]
    assert "no_contact" in codes(plan.lines[0].remarks)


def test_minors_come_in_and_can_be_in_no_plan():
    today = timezone.localdate()
    plan = bring_in(make_sheet(somebody(annee=str(today.year - 12), mel="lea@exemple.test")))

    lea = Member.objects.get()
    assert "under_age" in codes(plan.lines[0].remarks)
    assert not lea.may_be_planned(on=today)
    assert (lea.email, lea.contact_email) == (None, "lea@exemple.test")


def test_an_email_shared_in_the_household_opens_no_account():
    bring_in(
        make_sheet(somebody(mel="famille@exemple.test"), somebody(prenom="Paulo", mel="FAMILLE@exemple.test")),
    )

    assert set(Member.objects.values_list("first_name", "email", "contact_email")) == {
        ("Odile", None, "famille@exemple.test"),
        ("Paulo", None, "famille@exemple.test"),
    }


def test_an_email_that_opens_an_account_already_is_only_written_to():
    members.MemberFactory(first_name="Awa", last_name="Roux", email="famille@exemple.test")
    bring_in(make_sheet(somebody(mel="famille@exemple.test")))

    odile = Member.objects.get(first_name="Odile")
    assert (odile.email, odile.contact_email) == (None, "famille@exemple.test")


def test_a_phone_shared_under_another_name_is_perhaps_the_same_household():
    plan = plan_of(make_sheet(somebody(tel="0536490000"), somebody(prenom="Paulo", tel="05 36 49 00 00")))

    assert verdicts(plan) == ["create", "create"]
    assert [remark.words for remark in plan.lines[1].remarks if remark.code == "same_contact_as"] == ["Odile Pradelle"]


def test_a_village_is_known_however_it_is_spelled():
    commune = members.CommuneFactory(name="Saint-Aubin-sur-Loue")
    bring_in(make_sheet(somebody(village="ST AUBIN SUR LOUE")))

    assert Member.objects.get().commune == commune


# What is held back


@pytest.mark.parametrize(
    "line, reason",
    [
        (somebody(nom="", prenom="", mel="x@exemple.test"), "no_name"),
        (somebody(nom="?", prenom="-"), "no_name"),
        (somebody(annee="1873"), "year_impossible"),
        (somebody(annee=str(timezone.localdate().year + 1)), "year_impossible"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(line, reason):
    plan = bring_in(make_sheet(line, somebody(prenom="Paulo")))

    assert verdicts(plan) == ["refused", "create"]
    assert codes(plan.lines[0].reasons) == [reason]
    assert Member.objects.get().first_name == "Paulo"


def test_titles_repeated_further_down_are_nobody():
    plan = plan_of(make_sheet(somebody(), dict(zip(HEADERS, HEADERS, strict=True))))

    assert verdicts(plan) == ["create", "refused"]
    assert codes(plan.lines[1].reasons) == ["titles_again"]


def test_what_is_not_understood_is_told_and_the_rest_comes_in():
    plan = bring_in(
        make_sheet(somebody(annee="retraitée", tel="06 39", mel="odile@", dispos="lundi soir hors vacances"))
    )

    assert verdicts(plan) == ["create"]
    assert set(codes(plan.lines[0].losses)) == {"year_unclear", "phone_wrong", "email_wrong", "half_days_unread"}
    assert plan.counts()["to_check"] == 1


# The same person


def test_same_name_and_same_phone_is_the_same_person_updated():
    bring_in(make_sheet(somebody(tel="0639980011", village="Valmy")))
    plan = bring_in(
        make_sheet(somebody(prenom="odilé", tel="+33 6 39 98 00 11", village="Bray", annee="1951", propose="yoga"))
    )

    odile = Member.objects.get()
    assert verdicts(plan) == ["update"]
    assert codes(plan.lines[0].changes) == ["set_birth_year", "set_commune", "add_offers"]
    assert (odile.first_name, odile.commune.name, odile.birth_year) == ("Odile", "Bray", 1951)


def test_the_half_days_of_the_sheet_replace_the_earlier_ones():
    bring_in(make_sheet(somebody(tel="0639980011", dispos="lundi soir")))
    bring_in(make_sheet(somebody(tel="0639980011", dispos="mardi soir")))
    bring_in(make_sheet(somebody(tel="0639980011")))

    assert list(Member.objects.get().availabilities.values_list("weekday", "period")) == [(1, 2)]


def test_people_who_sign_in_keep_what_they_wrote():
    odile = members.MemberFactory(first_name="Odile", last_name="Pradelle", email="odile@exemple.test", birth_year=None)
    members.AvailabilityFactory(member=odile, weekday=0, period=0)
    plan = bring_in(
        make_sheet(
            somebody(mel="odile@exemple.test", village="Bray", dispos="mardi soir", annee="1951", cherche="yoga")
        )
    )

    odile.refresh_from_db()
    assert odile.commune.name != "Bray"
    assert (odile.birth_year, odile.requests.count()) == (1951, 1)
    assert list(odile.availabilities.values_list("weekday", "period")) == [(0, 0)]
    assert set(codes(plan.lines[0].losses)) == {"kept_own_words", "kept_own_half_days"}


def test_what_somebody_withdrew_does_not_come_back():
    bring_in(make_sheet(somebody(tel="0639980011", propose="yoga, greffer un arbre")))
    Offer.objects.update(state=Wish.State.WITHDRAWN)
    plan = bring_in(make_sheet(somebody(tel="0639980011", propose="yoga, greffer un arbre")))

    assert verdicts(plan) == ["same"]
    assert set(Offer.objects.values_list("state", flat=True)) == {Wish.State.WITHDRAWN}


def test_two_lines_of_one_person_add_up():
    plan = bring_in(
        make_sheet(
            somebody(mel="o@exemple.test", propose="yoga"),
            somebody(mel="o@exemple.test", propose="tricot", annee="1951"),
        )
    )

    assert verdicts(plan) == ["create", "update"]
    assert Member.objects.get().offers.count() == 2
    assert Member.objects.get().birth_year == 1951


@pytest.mark.parametrize(
    "other",
    [somebody(annee="1951", mel="a@exemple.test"), somebody(annee="1980", tel="0639980011"), somebody(village="Bray")],
)
def test_two_people_of_one_name_both_come_in(other):
    plan = bring_in(make_sheet(somebody(annee="1951", tel="0639980011", mel="o@exemple.test"), other))

    assert verdicts(plan) == ["create", "create"]


@pytest.mark.parametrize("other", [somebody(), somebody(prenom="Odyle"), somebody(tel="0639980099")])
def test_probable_doubles_are_held_back_or_merged_when_asked(other):
    content = make_sheet(somebody(annee="1951", tel="0639980011"), other | {"Je propose": "yoga"})

    held_back = plan_of(content)
    assert verdicts(held_back) == ["create", "probable"]
    assert codes(held_back.lines[1].reasons) == ["probably_line"]
    assert verdicts(plan_of(content, decisions={3: "new"})) == ["create", "create"]
    assert verdicts(plan_of(content, decisions={3: "merge"})) == ["create", "update"]
    assert verdicts(bring_in(content, accept_probable=True)) == ["create", "update"]
    assert Member.objects.get().offers.count() == 1


def test_somebody_known_who_is_probably_the_same_is_named():
    bring_in(make_sheet(somebody(tel="0639980011")))
    line = only_line(make_sheet(somebody(annee="1951")))

    assert [(reason.code, reason.words) for reason in line.reasons] == [("probably_known", "Odile Pradelle (Valmy)")]


def test_people_without_any_contact_are_not_doubled_by_a_second_import():
    content = make_sheet(somebody(propose="yoga"), somebody(prenom="Paulo", annee="1951", village=""))
    bring_in(content)

    assert verdicts(bring_in(content)) == ["same", "same"]

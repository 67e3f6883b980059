"""Places and outings are made once; what came back is said afterwards; nothing in them tells who answered."""

import datetime

import pytest
from django.utils import timezone

from members.flows.refused import Refused
from surveys.flows.outings import add_outing, find_or_add_place, guess_kind, tell_outing
from surveys.models import Outing, Place
from tests.factories import members, surveys
from tests.races import run_together


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("devant l'école des Ormeaux", "school"),
        ("Collège", "school"),
        ("atelier parents-enfants", "workshop"),
        ("fête du village", "event"),
        ("fête de l'école", "event"),
        ("marché de Saint-Aubin", "market"),
        ("Porte-à-porte, bourg", "door"),
        ("Accueil du centre", "desk"),
        ("quartier des Tilleuls", "quarter"),
        ("balade", "quarter"),
        ("", "quarter"),
    ],
)
def test_the_words_of_a_place_tell_the_kind(words, kind):
    assert guess_kind(words) == kind


@pytest.mark.django_db
def test_a_place_is_found_again_and_never_a_home(commune):
    first = find_or_add_place(name=" Devant  l’école ", commune=commune)
    assert find_or_add_place(name="devant l’École", commune=commune) == first
    elsewhere = [find_or_add_place(name="Devant l’école") for _turn in range(2)]
    assert elsewhere[0] == elsewhere[1] != first
    with pytest.raises(Refused):
        find_or_add_place(name="chez Paulette")
    assert Place.objects.count() == 2


@pytest.mark.django_db
def test_figures_are_said_once_the_day_has_come():
    outing = surveys.OutingFactory()
    tell_outing(outing=outing, met=12, refused=0, weather="Pluie")
    tell_outing(outing=outing, met=13, refused=4)
    outing.refresh_from_db()
    assert (outing.met, outing.refused, outing.weather, outing.told_on) == (13, 4, "", timezone.localdate())
    later = surveys.OutingFactory(date=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(Refused):
        tell_outing(outing=later, met=1, refused=0)


@pytest.mark.django_db
def test_who_sees_an_outing():
    edition, other = surveys.EditionFactory(), surveys.EditionFactory(state="closed")
    mine, closed_to_others = surveys.OutingFactory(edition=edition), surveys.OutingFactory(edition=edition)
    open_to_all = surveys.OutingFactory(edition=edition, welcomes_volunteers=True)
    surveys.OutingFactory(edition=other, welcomes_volunteers=True)
    resident = members.MemberFactory()
    mine.interviewers.add(resident, members.MemberFactory())
    closed_to_others.interviewers.add(members.MemberFactory())
    assert set(Outing.objects.visible_to(resident)) == {mine, open_to_all}
    assert Outing.objects.visible_to(members.MemberFactory(team=True)).count() == 4


@pytest.mark.django_db
def test_who_is_missing_is_counted_among_people_who_are_there():
    gone = members.MemberFactory(is_active=False)
    version = surveys.VersionFactory()
    full, short = (surveys.OutingFactory(edition=version.edition, people_wanted=wanted) for wanted in (1, 2))
    for outing in (full, short):
        outing.interviewers.add(gone, members.MemberFactory(first_name="Nadia"))
        surveys.ResponseFactory.create_batch(2, outing=outing, version=version)
    assert list(Outing.objects.short_of_people().with_sheets().values_list("pk", "sheets")) == [(short.pk, 2)]
    assert [(outing.names, outing.missing) for outing in (full, short)] == [(["Nadia"], 0), (["Nadia"], 1)]


@pytest.mark.django_db(transaction=True)
def test_many_who_press_at_once_make_one_place_and_one_outing():
    edition = surveys.EditionFactory()
    places = run_together(lambda: find_or_add_place(name="Devant l’école"), [()] * 6)
    assert len({place.pk for place in places}) == 1
    day = timezone.localdate()
    made = run_together(
        lambda: add_outing(edition=edition, date=day, place=places[0], kind="school", note="Au banc"), [()] * 6
    )
    assert sorted(is_new for _outing, is_new in made) == [False] * 5 + [True]
    assert Outing.objects.get().note == "Au banc"

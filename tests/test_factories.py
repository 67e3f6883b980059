"""Every factory gives a row that the database and the model's own validation accept."""

import pytest

from tests.factories import all_factories, members


@pytest.mark.django_db
@pytest.mark.parametrize("make", all_factories())
def test_factory_makes_valid_rows(make):
    for _turn in range(3):
        make().full_clean()


@pytest.mark.parametrize("trait", ["without_email", "under_age", "child", "facilitator", "team", "administrator"])
def test_every_kind_of_member_is_valid(db, trait):
    members.MemberFactory(**{trait: True}).full_clean()


def test_full_session_counts_its_people(full_session):
    assert (full_session.sharers, full_session.learners) == (1, 3)
    assert full_session.participations.coming().count() == 4

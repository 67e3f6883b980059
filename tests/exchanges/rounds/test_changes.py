"""What differs between two plans: nothing is lost, nothing is said twice, and turning them round turns the answer."""

import datetime
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from exchanges.rounds.changes import Changed, Group, compare

DAY = datetime.date(2026, 12, 1)
people = st.frozensets(st.integers(1, 8), max_size=4)


@st.composite
def one_group(draw):
    sharers = draw(people)
    learners = draw(people) - sharers
    return Group(
        skill=draw(st.integers(1, 2)),
        venue=draw(st.integers(1, 2)),
        date=DAY + datetime.timedelta(days=draw(st.integers(0, 2))),
        period=draw(st.integers(0, 2)),
        sharers=sharers,
        learners=learners,
        asked=frozenset(sorted(learners)[: draw(st.integers(0, 4))]),
    )


def room(one):
    return one.venue, one.date, one.period


plans = st.lists(one_group(), max_size=6, unique_by=room)


def group(*, sharers=(1,), learners=(2, 3), venue=1, day=0, skill=1):
    learners = frozenset(learners)
    return Group(skill, venue, DAY + datetime.timedelta(days=day), 1, frozenset(sharers), learners, learners)


@given(plans)
def test_a_plan_does_not_differ_from_itself(plan):
    changes = compare(plan, plan[::-1])
    assert changes.is_empty
    assert Counter(changes.kept) == Counter(plan)


@given(plans, plans)
def test_turned_round_the_answer_is_turned(before, after):
    there, back = compare(before, after), compare(after, before)
    assert Counter(there.kept) == Counter(back.kept)
    assert (there.gone, there.new) == (back.new, back.gone)
    assert (there.newly_served, there.no_longer_served) == (back.no_longer_served, back.newly_served)
    assert Counter(there.changed) == Counter(Changed(pair.after, pair.before) for pair in back.changed)
    for pair in there.changed:
        turned = Changed(pair.after, pair.before)
        assert (pair.joined, pair.now_share) == (turned.left, turned.now_learn)


@given(plans, plans)
def test_each_group_is_in_one_place(before, after):
    changes = compare(before, after)
    assert Counter(before) == Counter([*changes.kept, *changes.gone, *(pair.before for pair in changes.changed)])
    assert Counter(after) == Counter([*changes.kept, *changes.new, *(pair.after for pair in changes.changed)])


@given(plans, plans)
def test_a_group_that_changed_keeps_its_savoir_and_has_something_to_say(before, after):
    for pair in compare(before, after).changed:
        assert pair.before.skill == pair.after.skill
        assert any((pair.joined, pair.left, pair.now_share, pair.now_learn, pair.moved_place, pair.moved_time))


@given(plans, plans)
def test_the_order_of_groups_does_not_matter(before, after):
    there, again = compare(before, after), compare(before[::-1], after[::-1])
    assert there == again


def test_the_group_most_alike_is_the_one_that_changed():
    bread, other = group(learners=(2, 3, 4)), group(learners=(5, 6), sharers=(7,), day=3)
    moved = group(learners=(2, 3, 5), day=3)
    changes = compare([bread, other], [moved])
    assert changes.changed == (Changed(bread, moved),)
    assert changes.gone == (other,)
    assert (changes.changed[0].joined, changes.changed[0].left) == (frozenset({5}), frozenset({4}))
    assert changes.changed[0].moved_time
    assert not changes.changed[0].moved_place


def test_groups_with_nobody_in_common_elsewhere_are_two():
    before, after = group(), group(sharers=(4,), learners=(5, 6), day=2)
    changes = compare([before], [after])
    assert (changes.gone, changes.new, changes.changed) == ((before,), (after,), ())


def test_requests_follow_people_whatever_their_group():
    changes = compare([group(learners=(2, 3))], [group(learners=(3, 4), sharers=(9,), day=4)])
    assert changes.newly_served == {(4, 1)}
    assert changes.no_longer_served == {(2, 1)}

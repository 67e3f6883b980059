"""Links, chains and circles: what is told is there, and everything that is there is told."""

import hypothesis.strategies as st
from hypothesis import given

from exchanges.web import Group, find_chains, find_circles, find_links
from exchanges.web.links import links_of

PEOPLE = st.sets(st.integers(0, 11), max_size=4)


@st.composite
def groups(draw):
    sharers, learners = draw(PEOPLE), draw(PEOPLE)
    return Group(tuple(sorted(sharers)), tuple(sorted(learners - sharers)))


WEBS = st.lists(groups(), max_size=9)
LINKS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda link: link[0] != link[1]), max_size=25)


def reachable(links):
    """Every pair (a, b) with a walk from a to b, by adding walks until there is nothing to add."""
    walks = set(links)
    while more := {(a, d) for a, b in walks for c, d in walks if b == c} - walks:
        walks |= more
    return walks


@given(WEBS)
def test_a_link_is_somebody_who_learns_here_and_shares_there(web):
    people = {person for group in web for person in group.people}
    expected = {
        (here, there): tuple(sorted(p for p in people if p in web[here].learners and p in web[there].sharers))
        for here in range(len(web))
        for there in range(len(web))
    }
    assert find_links(web) == {link: carriers for link, carriers in expected.items() if carriers}


@given(LINKS)
def test_circles_close_and_pass_by_every_link_that_is_on_one(links):
    circles = find_circles(links)
    told = set()
    for circle in circles:
        steps = links_of(circle, closed=True)
        assert set(steps) <= links
        assert len(circle) == len(set(circle)) >= 2
        assert circle[0] == min(circle)
        assert not set(steps) <= told, "a circle that tells nothing new"
        told |= set(steps)
    walks = reachable(links)
    assert told == {(start, end) for start, end in links if (end, start) in walks}
    assert [len(circle) for circle in circles] == sorted(len(circle) for circle in circles)


@given(LINKS)
def test_chains_tell_each_other_link_once(links):
    chains = find_chains(links)
    told = [step for chain in chains for step in links_of(chain)]
    walks = reachable(links)
    assert sorted(told) == sorted((start, end) for start, end in links if (end, start) not in walks)
    assert all(len(chain) == len(set(chain)) >= 2 for chain in chains)
    assert [len(chain) for chain in chains] == sorted((len(chain) for chain in chains), reverse=True)


def test_a_ring_of_three_and_the_chain_that_leaves_it():
    web = [
        Group(sharers=(1,), learners=(2, 7)),
        Group(sharers=(2,), learners=(3, 8)),
        Group(sharers=(3,), learners=(1, 4)),
        Group(sharers=(4,), learners=(9, 10)),
    ]
    links = find_links(web)
    assert links == {(0, 1): (2,), (1, 2): (3,), (2, 0): (1,), (2, 3): (4,)}
    assert find_circles(links) == [(0, 1, 2)]
    assert find_chains(links) == [(2, 3)]

"""The web of a round, ready for a page: its drawings, and the same thing in sentences and in lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext

from exchanges.models import Proposal, ProposalMember, Round
from exchanges.rounds.overview import short_name
from exchanges.web import Drawing, Group, Style, draw, find_chains, find_circles, find_links
from exchanges.web.links import Link, Path, links_of
from members.folding import fold
from members.wording import join_words, quote_words

# On a computer: initials in the dots; a small web has room for whole names.
WIDE = Style(width=1136, knot=21, dot=18)
ROOMY = Style(width=1136, knot=21, dot=12, air=2.2)
NAMELESS = Style(width=1136, knot=21, dot=9)
# On a phone: numbers only, the list below says the rest.
NARROW = Style(width=420, knot=16, dot=7)
# On paper, at the place that is left beside the list of savoirs.
SMALL_POSTER = Style(width=760, height=640, knot=20, dot=9)
LARGE_POSTER = Style(width=1000, height=880, knot=20, dot=9)

MOST_PEOPLE_NAMED = 30
MOST_GROUPS_ON_A4 = 24
MOST_GROUPS_NAMED_ON_A_POSTER = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One group: its number on the drawing, its savoir, and who is in it; no names where nobody may read them."""

    number: int
    savoir: str
    sharers: str
    learners: str


@dataclass(frozen=True, slots=True)
class Step:
    """People, and the group they share in; no group at the end of a chain, where they only learn."""

    who: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Walk:
    """A chain or a circle, from hand to hand, and the same in sentences."""

    steps: tuple[Step, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """What a page shows of a round's web. `people` are counted once, wherever they are."""

    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    chains: tuple[Walk, ...]
    circles: tuple[Walk, ...]
    names: Mapping[int, str]
    people: int
    give_and_receive: int

    @property
    def key(self) -> list[tuple[str, list[int]]]:
        """Each savoir, in the order of letters, and the numbers of its groups."""
        numbers: dict[str, list[int]] = {}
        for line in sorted(self.lines, key=lambda line: (fold(line.savoir), line.number)):
            numbers.setdefault(line.savoir, []).append(line.number)
        return list(numbers.items())

    @property
    def is_large(self) -> bool:
        """Too many groups for an A4 poster."""
        return len(self.groups) > MOST_GROUPS_ON_A4


def read_web(round_: Round, *, with_names: bool) -> Web:
    """The web of the groups a round proposes; those set aside or out of date are not in it."""
    proposals = list(
        round_.proposals.filter(state__in=(Proposal.State.OPEN, Proposal.State.ADOPTED))
        .order_by("date", "period", "pk")
        .select_related("skill")
        .prefetch_related("people__member")
    )
    groups = tuple(
        Group(
            tuple(_people(proposal, ProposalMember.Role.SHARER)), tuple(_people(proposal, ProposalMember.Role.LEARNER))
        )
        for proposal in proposals
    )
    names: dict[int, str] = {}
    if with_names:
        names = {row.member_id: short_name(row.member) for proposal in proposals for row in proposal.people.all()}
    lines = tuple(
        Line(
            number,
            proposal.skill.name,
            _who(group.sharers, names),
            _who(group.learners, names),
        )
        for number, (proposal, group) in enumerate(zip(proposals, groups, strict=True), start=1)
    )
    links = find_links(groups)
    return Web(
        groups=groups,
        lines=lines,
        chains=tuple(_tell_chain(chain, groups, lines, links, names) for chain in find_chains(links)),
        circles=tuple(_tell_circle(circle, lines, links, names) for circle in find_circles(links)),
        names=names,
        people=len({person for group in groups for person in group.people}),
        give_and_receive=len({person for carriers in links.values() for person in carriers}),
    )


def draw_wide(web: Web) -> Drawing:
    """For a computer, with names if the web has them; initials when people are many."""
    savoirs = [line.savoir for line in web.lines] if web.people <= MOST_PEOPLE_NAMED else []
    if savoirs:
        return draw(web.groups, ROOMY, savoirs=savoirs, names=web.names)
    if not web.names:
        return draw(web.groups, NAMELESS)
    return draw(web.groups, WIDE, names={person: _initials(name) for person, name in web.names.items()})


def draw_narrow(web: Web) -> Drawing:
    """For a phone: knots with their number, dots without words."""
    return draw(web.groups, NARROW)


def draw_poster(web: Web) -> Drawing:
    """For a wall: nobody is named, whatever the web knows."""
    savoirs = [line.savoir for line in web.lines] if len(web.lines) <= MOST_GROUPS_NAMED_ON_A_POSTER else []
    return draw(web.groups, LARGE_POSTER if web.is_large else SMALL_POSTER, savoirs=savoirs)


def _people(proposal: Proposal, role: str) -> Iterable[int]:
    return (row.member_id for row in proposal.people.all() if row.role == role)


def _tell_chain(
    chain: Path,
    groups: Sequence[Group],
    lines: Sequence[Line],
    links: Mapping[Link, tuple[int, ...]],
    names: Mapping[int, str],
) -> Walk:
    first, last = chain[0], chain[-1]
    return Walk(
        (
            Step(_who(groups[first].sharers, names), lines[first]),
            *(Step(_who(links[link], names), lines[link[1]]) for link in links_of(chain)),
            Step(_who(groups[last].learners, names), None),
        ),
        (
            _say_shares(groups[first].sharers, lines[first].savoir, names),
            *(_say_step(link, lines, links, names) for link in links_of(chain)),
            _say_learns(groups[last].learners, lines[last].savoir, names),
        ),
    )


def _tell_circle(
    circle: Path, lines: Sequence[Line], links: Mapping[Link, tuple[int, ...]], names: Mapping[int, str]
) -> Walk:
    steps = links_of(circle, closed=True)
    last = steps[-1]
    return Walk(
        (
            *(Step(_who(links[link], names), lines[link[1]]) for link in (last, *steps[:-1])),
            Step(_who(links[last], names), None),
        ),
        tuple(_say_step(link, lines, links, names) for link in steps),
    )


def _say_step(
    link: Link, lines: Sequence[Line], links: Mapping[Link, tuple[int, ...]], names: Mapping[int, str]
) -> str:
    """« Awa K. apprend « Pain » et partage « Guitare ». »"""
    return ngettext(
        "%(who)s learns %(one)s and shares %(other)s.",
        "%(who)s learn %(one)s and share %(other)s.",
        len(links[link]),
    ) % {
        "who": _who(links[link], names),
        "one": _quote(lines[link[0]].savoir),
        "other": _quote(lines[link[1]].savoir),
    }


def _say_shares(people: Sequence[int], savoir: str, names: Mapping[int, str]) -> str:
    said = {"who": _who(people, names), "savoir": _quote(savoir)}
    return ngettext("%(who)s shares %(savoir)s.", "%(who)s share %(savoir)s.", len(people)) % said


def _say_learns(people: Sequence[int], savoir: str, names: Mapping[int, str]) -> str:
    said = {"who": _who(people, names), "savoir": _quote(savoir)}
    return ngettext("%(who)s learns %(savoir)s.", "%(who)s learn %(savoir)s.", len(people)) % said


def _who(people: Sequence[int], names: Mapping[int, str]) -> str:
    """Their names; how many they are when there are none."""
    if names:
        return join_words([names[person] for person in people], lang=get_language() or "fr")
    return ngettext("%(count)s person", "%(count)s people", len(people)) % {"count": len(people)}


def _quote(savoir: str) -> str:
    return quote_words(savoir, lang=get_language() or "fr")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:1] + name.split()[1:][-1:]).upper()

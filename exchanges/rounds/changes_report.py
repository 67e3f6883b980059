"""The page of what changed: a round compared with the one before it over the same days, in figures and sentences."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Round
from exchanges.rounds import sentences
from exchanges.rounds.changes import Changed, Changes, Group, compare
from exchanges.rounds.changes_reading import Names, Plan, Wish, read_plans
from members.wording import join_words, say_half_day


@dataclass(frozen=True, slots=True)
class Line:
    """One change. `heading` is the part of the page it stands in; lines come part by part."""

    heading: str
    title: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`kept_meanwhile`: groups of the earlier round that staff kept. They are sessions now, and no change."""

    earlier: Round
    changes: Changes
    kept_meanwhile: tuple[Group, ...]
    lines: tuple[Line, ...]


def report_changes(round_: Round, *, earlier: Round) -> Report:
    """Everything that differs from the earlier round, in a number of queries that does not depend on the rows."""
    (before, after), names = read_plans(earlier, round_)
    changes = compare((group for group in before.groups if group not in before.kept), after.groups)
    kept_meanwhile = tuple(sorted(before.kept, key=lambda group: group.order))
    words = _Words(round_=round_, earlier=earlier, before=before, after=after, names=names)
    return Report(earlier, changes, kept_meanwhile, tuple(words.say(changes, kept_meanwhile)))


@dataclass(frozen=True, slots=True)
class _Words:
    round_: Round
    earlier: Round
    before: Plan
    after: Plan
    names: Names

    def say(self, changes: Changes, kept_meanwhile: tuple[Group, ...]) -> Iterator[Line]:
        """Every line of the page, what asks for a look first."""
        parts: tuple[tuple[str, Iterable, Callable[..., Line]], ...] = (
            (_("The groups that change"), changes.changed, self._changed),
            (_("The new groups"), changes.new, self._new),
            (_("The groups that are gone"), changes.gone, self._gone),
            (_("Requests that find a group"), self._by_name(changes.newly_served), self._newly_served),
            (_("Requests that have no group any more"), self._by_name(changes.no_longer_served), self._lost),
            (_("The groups that stay"), changes.kept, self._as_it_is),
            (_("The groups you have kept meanwhile"), kept_meanwhile, self._as_it_is),
        )
        for heading, found, say in parts:
            yield from (say(heading, one) for one in found)

    def _changed(self, heading: str, pair: Changed) -> Line:
        details = [self._when_and_where(pair.after)]
        if pair.moved_time:
            details.append(_("The time changes. It was %(when)s.") % {"when": _say_when(pair.before)})
        if pair.moved_place:
            place = self.names.venues[pair.before.venue]
            details.append(_("The place changes. It was: %(place)s.") % {"place": place})
        moves = (
            (pair.joined, ngettext("%(names)s joins.", "%(names)s join.", len(pair.joined))),
            (pair.left, ngettext("%(names)s leaves.", "%(names)s leave.", len(pair.left))),
            (pair.now_share, ngettext("%(names)s now shares.", "%(names)s now share.", len(pair.now_share))),
            (pair.now_learn, ngettext("%(names)s now learns.", "%(names)s now learn.", len(pair.now_learn))),
        )
        details += [sentence % {"names": self._people(people)} for people, sentence in moves if people]
        return Line(heading, self.names.skills[pair.after.skill], tuple(details))

    def _new(self, heading: str, group: Group) -> Line:
        details = [self._when_and_where(group), self._who(group)]
        if group.date > self.earlier.last_day or group.date < self.earlier.first_day:
            details.append(_("The earlier mouline did not look at this day."))
        return Line(heading, self.names.skills[group.skill], tuple(details))

    def _gone(self, heading: str, group: Group) -> Line:
        details = [self._when_and_where(group), self._who(group)]
        if group in self.before.set_aside:
            details.append(_("You had set it aside."))
        elif group.date < self.round_.first_day or group.date > self.round_.last_day:
            details.append(_("This mouline does not look at this day."))
        return Line(heading, self.names.skills[group.skill], tuple(details))

    def _as_it_is(self, heading: str, group: Group) -> Line:
        return Line(heading, self.names.skills[group.skill], (self._when_and_where(group), self._who(group)))

    def _newly_served(self, heading: str, wish: Wish) -> Line:
        return self._wish(heading, wish, self.before, _("The earlier mouline did not have this request."))

    def _lost(self, heading: str, wish: Wish) -> Line:
        return self._wish(heading, wish, self.after, _("This mouline does not have this request any more."))

    def _wish(self, heading: str, wish: Wish, other: Plan, absent: str) -> Line:
        """Why the request waited before, or waits now: what the round without a group for it says."""
        person, skill = wish
        reason = other.waiting.get(wish)
        why = absent if reason is None else sentences.say_unserved_reason(reason)
        return Line(heading, f"{self.names.people[person]} · {self.names.skills[skill]}", (why,))

    def _by_name(self, wishes: Iterable[Wish]) -> list[Wish]:
        return sorted(wishes, key=lambda wish: (self.names.skills[wish[1]], self.names.people[wish[0]], wish))

    def _when_and_where(self, group: Group) -> str:
        place = self.names.venues[group.venue]
        return f"{_say_when(group)}, {place}"

    def _who(self, group: Group) -> str:
        values = {"sharers": self._people(group.sharers), "learners": self._people(group.learners)}
        return (
            ngettext("%(sharers)s shares with %(learners)s", "%(sharers)s share with %(learners)s", len(group.sharers))
            % values
        )

    def _people(self, people: Iterable[int]) -> str:
        return join_words(sorted(self.names.people[pk] for pk in people), lang=get_language() or "fr")


def _say_when(group: Group) -> str:
    return say_half_day(group.date, group.period, lang=get_language() or "fr")

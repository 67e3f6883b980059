"""What one reader may see of a session: themselves, the others' names or only numbers, and what they may do."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from exchanges import rules
from exchanges.models import Participation, Session
from exchanges.notifications import facilitators_of, sharers_shown
from exchanges.traces import Trace, gathering_shown, quotes_of, traces_of
from members.models import Member
from surveys.models import Gathering

Answer = Participation.Answer
Role = Participation.Role


@dataclass
class SessionPage:
    """`session` comes from `Session.objects.visible_to(reader)`; `reader` may be anonymous."""

    session: Session
    reader: Member

    @cached_property
    def lines(self) -> list[Participation]:
        lines = self.session.participations.select_related("member__companion", "member__commune", "answered_by")
        lines = list(lines.prefetch_related("member__guardians").order_by("member__folded_name", "pk"))
        for line in lines:
            line.session = self.session
        return lines

    @cached_property
    def mine(self) -> list[Participation]:
        """Lines the reader answers for: their own, and those of children under 15; not of who only comes along."""
        if not self.reader.is_authenticated:
            return []
        lines = [line for line in self.lines if line.answer != Answer.PREPARED and line.role != Role.COMPANION]
        mine = [line for line in lines if rules.answers_for(self.reader, line)]
        for line in mine:
            line.rank = self._rank(line)
        return sorted(mine, key=lambda line: line.member_id != self.reader.pk)

    @cached_property
    def may_run(self) -> bool:
        return rules.may_run(self.reader, self.session)

    @cached_property
    def may_invite(self) -> bool:
        return self.may_run or rules.may_invite(self.reader, self.session)

    @cached_property
    def may_move(self) -> bool:
        return self.may_run or rules.may_move(self.reader, self.session)

    @cached_property
    def may_close(self) -> bool:
        return self.may_run or rules.may_close(self.reader, self.session)

    @cached_property
    def is_inside(self) -> bool:
        """Those who come and those of the group know one another's first names."""
        own = [line for line in self.lines if line.member_id == self.reader.pk]
        comes = any(line.answer == Answer.YES or line.came for line in [*self.mine, *own])
        return self.may_run or comes or (not self.is_to_settle and rules.is_in_group(self.reader, self.session.group))

    @property
    def is_to_settle(self) -> bool:
        """Nobody has been told: only those who run it see who is on the list."""
        return self.session.state == Session.State.TO_SETTLE

    @property
    def is_open(self) -> bool:
        """People may still answer."""
        announced = self.session.state in (Session.State.ANNOUNCED, Session.State.CONFIRMED)
        return announced and not self.is_past

    @property
    def is_past(self) -> bool:
        return self.session.date < timezone.localdate()

    @property
    def may_be_closed_now(self) -> bool:
        return self.session.is_ahead and self.session.date <= timezone.localdate()

    @cached_property
    def kept_for_others(self) -> int:
        mine = [line.pk for line in self.mine]
        return sum(line.offered_at is not None and line.pk not in mine for line in self.lines)

    @property
    def free_now(self) -> int:
        return max(0, self.session.free - self.kept_for_others)

    def names(self, *roles: str) -> list[str]:
        """Those who come, as this reader may know them: « Louna, avec Karim »."""
        return [self.name(line) for line in self.lines if line.role in roles and self._is_shown(line)]

    def name(self, line: Participation) -> str:
        return line.member.get_full_name() if self.may_run else line.member.first_name

    @cached_property
    def traces(self) -> list[Trace]:
        """The words the session came from: for those inside, what its people asked for too; for others, sentences
        that a person has read again."""
        if self.is_inside:
            return traces_of(self.session.group)
        gathering = self.session.group.gathering_id
        return list(quotes_of([gathering]).values()) if gathering else []

    @property
    def gathering(self) -> Gathering | None:
        return gathering_shown(self.session.group, self.reader)

    @property
    def sharers(self) -> list[str]:
        return self.names(Role.SHARER)

    @property
    def learners(self) -> list[str]:
        return self.names(Role.LEARNER)

    @property
    def companions(self) -> list[str]:
        return self.names(Role.COMPANION)

    @cached_property
    def sharers_before_yes(self) -> list[str]:
        """What an invited person may know before saying yes: first names of adults who share."""
        return sharers_shown(self.session) if self.mine and not self.is_inside else []

    @cached_property
    def facilitators(self) -> list[str]:
        named = facilitators_of(self.session) if self.is_inside else []
        return [person.get_full_name() if self.may_run else person.first_name for person in named]

    @cached_property
    def waiting(self) -> list[Participation]:
        waiting = [line for line in self.lines if line.answer == Answer.WAITING and line.role != Role.COMPANION]
        return sorted(waiting, key=lambda line: (line.waiting_since, line.pk))

    @property
    def may_join(self) -> bool:
        """Open to somebody who is not on the list; visitors are sent to sign in first."""
        comes_along = any(line.member_id == self.reader.pk for line in self.lines if line.answer != Answer.PREPARED)
        return self.is_open and not self.mine and not comes_along

    @property
    def is_correctable(self) -> bool:
        """Closed less than seven days ago."""
        return self.session.is_correctable

    @cached_property
    def calls_to_make(self) -> int:
        return self.session.calls.to_make_by(self.reader).count()

    @property
    def listed(self) -> int:
        """How many would be invited, while nobody is."""
        return sum(line.answer == Answer.PREPARED for line in self.lines)

    def _is_shown(self, line: Participation) -> bool:
        """Who came, once it was held; before, who comes; and before the invitations leave, who is on the list."""
        if self.session.state == Session.State.HELD:
            return bool(line.came)
        wanted = Answer.PREPARED if self.session.state == Session.State.TO_SETTLE else Answer.YES
        return line.answer == wanted

    def _rank(self, line: Participation) -> int:
        """Place on the waiting list, from 1; 0 for who does not wait."""
        return self.waiting.index(line) + 1 if line in self.waiting else 0

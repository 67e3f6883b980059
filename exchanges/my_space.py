"""What « Mon espace » shows, read in a handful of queries whatever the number of rows."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from exchanges import space_words
from exchanges.models import GroupMember, Item, Participation, Round, Session, Unserved
from exchanges.space_ideas import IdeaThread, read_slots_and_ideas
from members.models import Member, Offer, Request, Wish
from members.models.member import ALONE_AGE
from members.wording import say_first_names

Answer = Participation.Answer
LOOKS_BACK = datetime.timedelta(days=400)
MOST_THREADS, MOST_IDEAS = 3, 3


@dataclass
class Group:
    """One of the person's groups, with the first and family names of its people; only first names are said."""

    title: str
    pk: int
    icon: str
    things_to_bring: int
    names: list[tuple[str, str]] = field(default_factory=list)

    @property
    def said_names(self) -> str:
        return space_words.say_names(say_first_names(self.names))


@dataclass(frozen=True)
class Thread:
    """What a sentence became: said → a savoir → others who want it too → a proposal → a session."""

    wish: Wish
    shares: bool
    others: int
    line: Participation | None
    is_support = False

    @property
    def words(self) -> str:
        """The sentence of their own sheet it came from, or the words as they were said in their space."""
        outcome = getattr(self.wish, "outcome", None)
        return outcome.segment.words if outcome else self.wish.words

    @property
    def said_on(self) -> datetime.date:
        return self.wish.said_on

    @property
    def stage(self) -> int:
        """0 said, 1 placed in the catalogue, 2 proposed, 3 coming, 4 lived."""
        if self.line is None:
            return 1 if self.wish.skill_id else 0
        if self.line.session.state == Session.State.HELD:
            return 4
        return 3 if self.line.answer == Answer.YES else 2

    @property
    def said_where(self) -> str:
        return space_words.say_where_said(self.wish)

    @property
    def steps(self) -> list[space_words.Step]:
        return space_words.steps_of(self)


@dataclass(frozen=True)
class Space:
    invitations: list[Participation]
    seats: list[Participation]
    waiting: list[Participation]
    groups: list[Group]
    offers: list[Offer]
    requests: list[Request]
    slots: set[tuple[int, int]]
    threads: list[Thread | IdeaThread]

    @property
    def shares(self) -> bool:
        return any(offer.is_living for offer in self.offers)

    @property
    def learns(self) -> bool:
        return any(request.is_living for request in self.requests)

    @property
    def put_aside(self) -> list[Wish]:
        """What was withdrawn or met and can be taken up again, and words kept although they are no savoir."""
        return [wish for wish in (*self.offers, *self.requests) if not wish.is_living]


def read_space(person: Member) -> Space:
    today = timezone.localdate()
    lines = list(_lines_of(person, today))
    ahead = [line for line in lines if line.session.is_ahead and line.date >= today]
    own = [line for line in lines if line.member_id == person.pk]
    offers, requests = list(_offers_of(person)), list(_requests_of(person))
    slots, ideas = read_slots_and_ideas(person)
    space = Space(
        invitations=[line for line in ahead if line.answer == Answer.INVITED],
        seats=[line for line in ahead if line.answer == Answer.YES],
        waiting=[line for line in ahead if line.answer == Answer.WAITING],
        groups=_groups_of(person),
        offers=offers,
        requests=requests,
        slots=slots,
        threads=_sort_threads([*_threads(offers, requests, own), *_sort_threads(ideas)[:MOST_IDEAS]]),
    )
    _put_in_words(space, person, [line for line in ahead if line.member_id == person.pk])
    return space


def _put_in_words(space: Space, person: Member, ahead: Sequence[Participation]) -> None:
    """Hang on each row the sentences the page shows beside it."""
    for line in space.invitations:
        line.sentence = space_words.say_invitation(line)
        line.place = space_words.say_place(line)
        line.said_yes = space_words.say_yes_count(line)
        line.reasons = space_words.reasons_for(line, person, space.slots)
    for offer in space.offers:
        offer.is_offer, offer.sentence = True, space_words.say_offer(offer)
    for request in space.requests:
        line = _line_for(request, ahead, shares=False)
        request.is_offer, request.sentence = False, space_words.say_request(request, line)


def _lines_of(person: Member, today: datetime.date) -> QuerySet[Participation]:
    """Lines of the person, and those to come of the children under 15 they answer for."""
    young = person.wards.filter(is_active=True, birth_year__gt=today.year - ALONE_AGE)
    children = Q(member__in=young.values("pk"), date__gte=today)
    sharer = Participation.objects.filter(
        session=OuterRef("session"), role=Participation.Role.SHARER, answer__in=(Answer.INVITED, Answer.YES)
    ).exclude(member=OuterRef("member"))
    return (
        Participation.objects.filter(Q(member=person) | children, date__gte=today - LOOKS_BACK)
        .filter(answer__in=(Answer.INVITED, Answer.YES, Answer.WAITING))
        .exclude(session__state__in=(Session.State.CANCELLED, Session.State.NOT_HELD, Session.State.TO_SETTLE))
        .select_related("session__venue__commune", "session__skill__theme", "member", "serves")
        .annotate(sharer=Subquery(sharer.order_by("pk").values("member__first_name")[:1]))
        .order_by("date", "period", "pk")
    )


def _offers_of(person: Member) -> QuerySet[Offer]:
    wanted = Request.objects.active().filter(skill=OuterRef("skill")).exclude(member=person)
    return _wishes(Offer.objects.filter(member=person), wanted)


def _requests_of(person: Member) -> QuerySet[Request]:
    """With the reason the last mouline gave for a request it could not serve."""
    last = Round.objects.filter(state=Round.State.DONE).order_by("-finished_at", "-pk").values("pk")[:1]
    unserved = Unserved.objects.filter(request=OuterRef("pk"), round=Subquery(last)).order_by("pk")
    wanted = Request.objects.active().filter(skill=OuterRef("skill")).exclude(member=person)
    return _wishes(Request.objects.filter(member=person), wanted).annotate(
        blocked=Subquery(unserved.values("reason")[:1]),
        unblock=Subquery(unserved.values("unblock")[:1]),
        unblock_details=Subquery(unserved.values("details")[:1]),
    )


def _wishes(rows: QuerySet, wanted: QuerySet) -> QuerySet:
    others = wanted.order_by().values("skill").annotate(number=Count("member", distinct=True)).values("number")
    said = "outcome__segment__answer__response__place"
    return rows.select_related("skill__theme", said).annotate(others=Subquery(others)).order_by("said_on", "pk")


def _groups_of(person: Member) -> list[Group]:
    """Groups and their people in one query: a row for each person of each of my groups."""
    to_bring = Item.objects.filter(group=OuterRef("group"), brought_by=None).order_by().values("group")
    mine = GroupMember.objects.filter(member=person, left_at=None, group__ended_at=None).values("group")
    rows = (
        GroupMember.objects.filter(group__in=mine, left_at=None)
        .select_related("group__skill__theme", "member")
        .annotate(things=Subquery(to_bring.annotate(number=Count("pk")).values("number")))
        .order_by("-group__created_at", "-group_id", F("shares").desc(), "joined_at", "pk")
    )
    groups: dict[int, Group] = {}
    for row in rows:
        icon = row.group.skill.icon if row.group.skill else ""
        group = groups.setdefault(row.group_id, Group(row.group.title, row.group_id, icon or "users", row.things or 0))
        group.names.append((row.member.first_name, row.member.last_name))
    return list(groups.values())


def _threads(offers: Sequence[Offer], requests: Sequence[Request], lines: Sequence[Participation]) -> list[Thread]:
    """The few sentences that went furthest, the latest first among equals."""
    threads = [
        Thread(wish, shares, wish.others or 0, _line_for(wish, lines, shares=shares))
        for shares, wishes in ((False, requests), (True, offers))
        for wish in wishes
        if wish.state not in (Wish.State.WITHDRAWN, Wish.State.NOT_A_SKILL)
    ]
    return _sort_threads(threads)[:MOST_THREADS]


def _sort_threads(threads: list) -> list:
    return sorted(threads, key=lambda thread: (thread.stage % 4, thread.said_on), reverse=True)


def _line_for(wish: Wish, lines: Iterable[Participation], *, shares: bool) -> Participation | None:
    """The latest session of the same savoir in which the person has the same part."""
    role = Participation.Role.SHARER if shares else Participation.Role.LEARNER
    same = [line for line in lines if line.role == role and line.session.skill_id == wish.skill_id and wish.skill_id]
    return same[-1] if same else None

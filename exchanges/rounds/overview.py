"""What the mouline's pages and its command show of a round: plain values ready to be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Proposal, ProposalMember, Round, Session, Unserved
from exchanges.rounds import sentences
from members.models import Member
from members.wording import say_half_day

PHASES = (
    (("read",), gettext_lazy("Read the offers and the requests")),
    (("greedy",), gettext_lazy("Form the first groups")),
    (("improve", "exact", "bound"), gettext_lazy("Look for better groups")),
    (("write",), gettext_lazy("Write the reasons")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One knot of the thread: "done", "here" or "ahead"."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a proposal, as staff see them."""

    name: str
    about: str
    along: str


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal, ready to be read out loud."""

    proposal: Proposal
    title: str
    when: str
    where: str
    sharers: tuple[Person, ...]
    learners: tuple[Person, ...]
    summary: str
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def sharer_names(self) -> list[str]:
        return [person.name for person in self.sharers]

    @property
    def learner_names(self) -> list[str]:
        return [person.name for person in self.learners]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One request that waits: who (with their primary key), their words, why, and one thing that would help."""

    member: int
    who: str
    words: str
    reason: str
    unblock: str


def steps_of(round_: Round) -> list[Step]:
    reached = next((i for i, (phases, _label) in enumerate(PHASES) if round_.phase in phases), 0)
    if round_.state == Round.State.QUEUED:
        reached = 0
    states = ("done", "here", "ahead")
    return [Step(str(label), states[(i > reached) - (i < reached) + 1]) for i, (_phases, label) in enumerate(PHASES)]


def proposals_of(round_: Round) -> QuerySet[Proposal]:
    """Proposals to look at first, then those kept, by date; those set aside or out of date are left out."""
    shown = round_.proposals.filter(state__in=(Proposal.State.OPEN, Proposal.State.ADOPTED))
    first_open = Case(When(state=Proposal.State.OPEN, then=Value(0)), default=Value(1))
    return (
        shown.order_by(first_open, "date", "period", "pk")
        .select_related("skill__theme", "venue", "group", "chaperone")
        .prefetch_related(
            Prefetch("people", ProposalMember.objects.select_related("member__commune", "member__companion"))
        )
    )


def cards_of(proposals: Iterable[Proposal]) -> list[Card]:
    return [_card(proposal) for proposal in proposals]


def _card(proposal: Proposal) -> Card:
    rows = list(proposal.people.all())
    along = [adult for row in rows if (adult := _adult_of(row, proposal))]
    names = {person.pk: short_name(person) for person in (*along, *(row.member for row in rows))}
    said = [sentences.say_reason(reason, names) for reason in proposal.reasons]
    return Card(
        proposal=proposal,
        title=proposal.skill.name,
        when=say_half_day(proposal.date, proposal.period, lang=get_language() or "fr"),
        where=proposal.venue.name,
        sharers=tuple(_person(row, proposal) for row in rows if row.role == ProposalMember.Role.SHARER),
        learners=tuple(_person(row, proposal) for row in rows if row.role == ProposalMember.Role.LEARNER),
        summary=_summary([row.member for row in rows]),
        reasons=tuple(s.text for s in said if not s.is_caution),
        cautions=tuple(s.text for s in said if s.is_caution),
    )


def _adult_of(row: ProposalMember, proposal: Proposal) -> Member | None:
    """The adult who comes along with this person, if they need one."""
    if not row.member.needs_companion(on=timezone.localdate()):
        return None
    return proposal.chaperone if row.member.comes_with_facilitator else row.member.companion


def _person(row: ProposalMember, proposal: Proposal) -> Person:
    member, on = row.member, timezone.localdate()
    age = "" if member.birth_year is None else _("%(age)s years old") % {"age": on.year - member.birth_year}
    about = " · ".join(part for part in (age, str(member.commune or "")) if part)
    adult = _adult_of(row, proposal)
    along = _("with %(name)s") % {"name": short_name(adult)} if adult else ""
    return Person(short_name(member), about, along)


def _summary(members: list[Member]) -> str:
    """« 6 personnes, de 11 à 81 ans, de 3 communes. »"""
    year = timezone.localdate().year
    ages = sorted(year - m.birth_year for m in members if m.birth_year)
    communes = len({m.commune_id for m in members if m.commune_id})
    parts = [ngettext("%(count)s person", "%(count)s people", len(members)) % {"count": len(members)}]
    if len(set(ages)) > 1:
        parts.append(_("from %(youngest)s to %(oldest)s years old") % {"youngest": ages[0], "oldest": ages[-1]})
    if communes:
        parts.append(ngettext("from %(count)s village", "from %(count)s villages", communes) % {"count": communes})
    return ", ".join(parts) + "."


def short_name(member: Member) -> str:
    """First name and initial, as staff name people on a screen that others may glance at."""
    return f"{member.first_name} {member.last_name[:1]}.".strip() if member.last_name else member.first_name


def figures_of(round_: Round) -> dict[str, int]:
    """Sums of the round: groups, those to look at, people, villages, groups of several ages, who give and receive."""
    rows = list(
        ProposalMember.objects.filter(
            proposal__round=round_, proposal__state__in=(Proposal.State.OPEN, Proposal.State.ADOPTED)
        ).select_related("member", "proposal")
    )
    on = timezone.localdate()
    bands: dict[int, set[str]] = {}
    for row in rows:
        bands.setdefault(row.proposal_id, set()).add(row.member.age_band(on=on))
    sharers = {row.member_id for row in rows if row.role == ProposalMember.Role.SHARER}
    learners = {row.member_id for row in rows if row.role == ProposalMember.Role.LEARNER}
    return {
        "groups": len(bands),
        "to_look_at": len({row.proposal_id for row in rows if row.proposal.state == Proposal.State.OPEN}),
        "people": len(sharers | learners),
        "villages": len({row.member.commune_id for row in rows}),
        "mixed_ages": sum(len(ages) > 1 for ages in bands.values()),
        "give_and_receive": len(sharers & learners),
    }


def quality_of(round_: Round) -> str:
    """Whether anything better is possible, in words."""
    if round_.is_optimal:
        return _("Nothing better is possible with these wishes, places and free half-days.")
    if round_.upper_bound and round_.objective is not None:
        return _("At most %(percent)s %% better would be possible.") % {"percent": _percent_better(round_)}
    return _("A good plan; nobody has proven that it is the best.")


def quality_so_far(round_: Round) -> str:
    """What could still be gained, while a round works; nothing as long as no bound is known."""
    if not round_.upper_bound or round_.objective is None:
        return ""
    percent = _percent_better(round_)
    if not percent:
        return _("What is found is the best possible.")
    return _("With what is found already, at most %(percent)s %% better would be possible.") % {"percent": percent}


def lost_pin_of(round_: Round) -> Proposal | None:
    """The pinned proposal for which a round failed: it could no longer stay as it is."""
    lost = Proposal.objects.filter(pk=round_.problem.get("lost_pin"))
    return lost.select_related("skill", "venue").first()


def _percent_better(round_: Round) -> int:
    """How much better a plan could be at most, in whole percents rounded up."""
    return -(-100 * (round_.upper_bound - round_.objective) // round_.upper_bound)


def unserved_of(round_: Round) -> QuerySet[Unserved]:
    return round_.unserved.select_related("request__member", "request__skill").order_by(
        "request__skill__folded_name", "pk"
    )


def waiting_by_reason(round_: Round) -> list[tuple[str, int]]:
    """How many requests wait for each reason, the most frequent first; as counted when the plan was written."""
    counted = sorted(round_.solution.get("waiting", {}).items(), key=lambda line: (-line[1], line[0]))
    return [(sentences.say_unserved_reason(code), number) for code, number in counted]


def waiting_lines(rows: Iterable[Unserved]) -> list[WaitingLine]:
    return [
        WaitingLine(
            member=row.request.member_id,
            who=short_name(row.request.member),
            words=str(row.request),
            reason=sentences.say_unserved_reason(row.reason),
            unblock=sentences.say_unblock(row.unblock, row.details),
        )
        for row in rows
    ]


def with_invitations_to_send(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Each with `sessions_to_invite`, kept sessions whose invitations have not left, and `people_to_invite` to them."""
    sessions = "proposals__group__sessions"
    to_send = Q(**{f"{sessions}__state": Session.State.TO_SETTLE, f"{sessions}__invited_at": None})
    return rounds.annotate(
        sessions_to_invite=Count(sessions, filter=to_send, distinct=True),
        people_to_invite=Count(f"{sessions}__participations", filter=to_send, distinct=True),
    )


def as_plain_values(round_: Round) -> dict[str, object]:
    """The round for another program: row numbers and codes, no name."""
    return {
        "round": round_.pk,
        "from": round_.first_day.isoformat(),
        "to": round_.last_day.isoformat(),
        "requests": round_.requests_total,
        "served": round_.requests_served,
        "objective": round_.objective,
        "upper_bound": round_.upper_bound,
        "optimal": round_.is_optimal,
        **figures_of(round_),
        "sessions": [
            {
                "skill": proposal.skill_id,
                "venue": proposal.venue_id,
                "date": proposal.date.isoformat(),
                "period": proposal.period,
                "sharers": [p.member_id for p in proposal.people.all() if p.role == ProposalMember.Role.SHARER],
                "learners": [p.member_id for p in proposal.people.all() if p.role == ProposalMember.Role.LEARNER],
                "reasons": proposal.reasons,
            }
            for proposal in proposals_of(round_)
        ],
        "waiting": round_.solution["waiting"],
        "unserved": [
            {"request": row.request_id, "reason": row.reason, "unblock": row.unblock, **row.details}
            for row in round_.unserved.order_by("pk")
        ],
    }

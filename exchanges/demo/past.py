"""Two seasons of sessions already held, so that the demo has a memory."""

import datetime
from random import Random

from django.utils import timezone

from exchanges.models import ActionGroup, GroupMember, Participation, Session, Venue
from members.models import Centre, Member, Offer, Request

MEMORIES = (
    "On a ri, et le pain a levé.",
    "Chacun est reparti avec ses boutures.",
    "Les plus jeunes ont montré aux anciens.",
    "Il manquait des chaises, pas de bonne humeur.",
    "On recommence au printemps.",
)


def make_past_sessions(
    rng: Random, venues: list[Venue], team: list[Member], *, count: int, today: datetime.date
) -> None:
    """`count` sessions held in the last months, at most one a day, with who came to each."""
    offers = list(Offer.objects.active().exclude(skill=None).select_related("member", "skill"))
    days = rng.sample(range(10, 240), count)
    for number, offer in enumerate(rng.sample(offers, count)):
        learners = list(
            Request.objects.filter(skill=offer.skill).exclude(member=offer.member).select_related("member")[:5]
        )
        others = Member.objects.exclude(pk__in=[offer.member_id, *(r.member_id for r in learners)])
        company = [r.member for r in learners] + rng.sample(list(others.filter(birth_year__lt=today.year - 18)), 3)
        _hold(
            offer,
            company[: rng.randrange(3, 7)],
            rng.choice(venues),
            today - datetime.timedelta(days=days[number]),
            facilitator=rng.choice(team),
            memory=MEMORIES[number % len(MEMORIES)],
        )


def _hold(
    offer: Offer, learners: list[Member], venue: Venue, date: datetime.date, *, facilitator: Member, memory: str
) -> None:
    opening = next(iter(venue.openings.filter(weekday=date.weekday())), None) or venue.openings.first()
    date += datetime.timedelta(days=(opening.weekday - date.weekday()) % 7 - 7)
    starts_at, ends_at = Centre.load().hours_of(opening.period)
    group = ActionGroup.objects.create(
        title=offer.skill.name, skill=offer.skill, created_at=_noon(date - datetime.timedelta(days=21))
    )
    group.facilitators.add(facilitator)
    session = Session.objects.create(
        group=group,
        title=offer.skill.name,
        skill=offer.skill,
        venue=venue,
        date=date,
        period=opening.period,
        starts_at=starts_at,
        ends_at=ends_at,
        state=Session.State.HELD,
        capacity=8,
        sharers=1,
        learners=len(learners),
        memory=memory,
        closed_at=_noon(date),
        closed_by=facilitator,
    )
    session.facilitators.add(facilitator)
    roles = [(offer.member, Participation.Role.SHARER), *((m, Participation.Role.LEARNER) for m in learners)]
    for member, role in roles:
        GroupMember.objects.create(group=group, member=member, shares=role == Participation.Role.SHARER)
        Participation.objects.create(
            session=session,
            member=member,
            role=role,
            answer=Participation.Answer.YES,
            came=True,
            date=date,
            period=opening.period,
        )


def _noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))

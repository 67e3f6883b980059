"""Places, rounds, proposals, groups and sessions."""

import datetime

import factory
import holidays
from django.utils import timezone

from exchanges import models
from members.models import Period, Weekday
from tests.factories.members import CommuneFactory, MemberFactory, RequestFactory, SkillFactory
from tests.factories.words import VENUES, pick


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def plain_day(weeks: int = 3) -> datetime.date:
    """A day to come that is no public holiday, nor is the same day of the following weeks."""
    public = holidays.France(years=range(in_days(0).year, in_days(0).year + 2))
    each_week = [datetime.timedelta(weeks=turn) for turn in range(weeks)]
    return next(day for day in map(in_days, range(7, 90)) if not any(day + week in public for week in each_week))


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Venue

    name = factory.Sequence(lambda n: pick(VENUES, n))
    commune = factory.SubFactory(CommuneFactory)
    address = factory.Sequence(lambda n: f"{n + 1} rue des Tilleuls")
    capacity = 12
    step_free = True


class VenueOpeningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.VenueOpening

    venue = factory.SubFactory(VenueFactory)
    weekday = Weekday.TUESDAY
    period = Period.AFTERNOON


class VenueExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.VenueException

    venue = factory.SubFactory(VenueFactory)
    date = factory.LazyFunction(lambda: in_days(7))


class ClosureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Closure

    name = "Congés d’été"
    first_day = factory.LazyFunction(lambda: in_days(40))
    last_day = factory.LazyAttribute(lambda row: row.first_day + datetime.timedelta(days=13))


class RoundFactory(factory.django.DjangoModelFactory):
    """A round that is done; one in the queue or under way is alone of its kind."""

    class Meta:
        model = models.Round

    first_day = factory.LazyFunction(lambda: in_days(3))
    last_day = factory.LazyAttribute(lambda row: row.first_day + datetime.timedelta(days=27))
    state = models.Round.State.DONE
    progress = 100
    finished_at = factory.LazyFunction(timezone.now)


class ProposalFactory(factory.django.DjangoModelFactory):
    """`ProposalFactory(sharers=1, learners=3)` comes with people; nobody without these."""

    class Meta:
        model = models.Proposal
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    skill = factory.SubFactory(SkillFactory)
    venue = factory.SubFactory(VenueFactory)
    date = factory.LazyFunction(lambda: in_days(14))
    period = Period.AFTERNOON

    @factory.post_generation
    def sharers(self, create, number, **kwargs):
        for _turn in range(number or 0):
            ProposalMemberFactory(proposal=self, role=models.ProposalMember.Role.SHARER)

    @factory.post_generation
    def learners(self, create, number, **kwargs):
        for _turn in range(number or 0):
            ProposalMemberFactory(proposal=self, role=models.ProposalMember.Role.LEARNER)


class ProposalMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProposalMember

    proposal = factory.SubFactory(ProposalFactory)
    member = factory.SubFactory(MemberFactory)
    role = models.ProposalMember.Role.LEARNER


class UnservedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Unserved

    round = factory.SubFactory(RoundFactory)
    request = factory.SubFactory(RequestFactory)
    reason = "no_offer"
    unblock = "a_sharer"


class RefusalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Refusal

    member = factory.SubFactory(MemberFactory)
    skill = factory.SubFactory(SkillFactory)


class ActionGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ActionGroup

    skill = factory.SubFactory(SkillFactory)
    title = factory.LazyAttribute(lambda row: row.skill.name if row.skill else "Un groupe")


class GroupMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.GroupMember

    group = factory.SubFactory(ActionGroupFactory)
    member = factory.SubFactory(MemberFactory)


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Task

    group = factory.SubFactory(ActionGroupFactory)
    kind = models.Task.Kind.OPEN_ROOM


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Item

    group = factory.SubFactory(ActionGroupFactory)
    label = "Un sécateur"


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Project

    group = factory.SubFactory(ActionGroupFactory)
    title = "Un four à pain pour le village"
    purpose = "Construire un four à pain derrière la salle des fêtes."


class NewsFactory(factory.django.DjangoModelFactory):
    """Somebody who was told by e-mail that a group is born."""

    class Meta:
        model = models.News

    group = factory.SubFactory(ActionGroupFactory)
    about = models.News.About.GROUP
    member = factory.SubFactory(MemberFactory)
    way = models.News.Way.MAIL
    told_on = factory.Maybe("_mailed", factory.LazyFunction(timezone.localdate), None)

    class Params:
        _mailed = factory.LazyAttribute(lambda news: news.way == models.News.Way.MAIL)


class SessionFactory(factory.django.DjangoModelFactory):
    """A session of a group, in two weeks, each on a day and in a place of its own, announced with nobody in it."""

    class Meta:
        model = models.Session

    group = factory.SubFactory(ActionGroupFactory)
    skill = factory.SelfAttribute("group.skill")
    title = factory.SelfAttribute("group.title")
    venue = factory.SubFactory(VenueFactory)
    date = factory.LazyFunction(lambda: in_days(14))
    period = Period.AFTERNOON
    starts_at = datetime.time(14, 30)
    ends_at = datetime.time(16, 30)
    state = models.Session.State.ANNOUNCED
    capacity = 8


class ParticipationFactory(factory.django.DjangoModelFactory):
    """A bare line, invited and not answered. Counters and half-days are kept by `seat`, and by the flows."""

    class Meta:
        model = models.Participation

    session = factory.SubFactory(SessionFactory)
    member = factory.SubFactory(MemberFactory)
    answer = models.Participation.Answer.INVITED
    invited_at = factory.LazyFunction(timezone.now)
    date = factory.SelfAttribute("session.date")
    period = factory.SelfAttribute("session.period")


class CallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Call

    session = factory.SubFactory(SessionFactory)
    member = factory.SubFactory(MemberFactory, without_email=True)
    about = models.Call.About.INVITATION


def seat(session: models.Session, *, role: str = "learner", member=None, **fields) -> models.Participation:
    """Somebody who said yes, counted on the session and holding their half-day."""
    participation = ParticipationFactory(
        session=session,
        **({"member": member} if member else {}),
        **{"role": role, "answer": "yes", "holds_slot": True, "answered_at": timezone.now()} | fields,
    )
    counter = {"sharer": "sharers", "learner": "learners", "companion": "companions"}[role]
    setattr(session, counter, getattr(session, counter) + 1)
    session.save(update_fields=[counter])
    return participation


def make_full_session(*, learners: int = 3, sharers: int = 1, state: str = "confirmed", **fields) -> models.Session:
    """A session with its people: one who shares and three who learn, confirmed."""
    session = SessionFactory(**{"state": "announced"} | fields)
    for _turn in range(sharers):
        seat(session, role="sharer")
    for _turn in range(learners):
        seat(session, role="learner")
    session.state = state
    session.save(update_fields=["state"])
    return session

"""A centre where everything has happened once: what the tests that visit every page find there."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from exchanges.models import ActionGroup, Participation, Proposal, Round, Session, Venue
from members.models import Member, SheetImport, Skill, Weekday
from tests.factories import exchanges, members


@dataclass
class Village:
    """Five people with a role each, and one row of each kind to visit."""

    resident: Member
    other: Member
    facilitator: Member
    team: Member
    administrator: Member
    venue: Venue | None = None
    skill: Skill | None = None
    group: ActionGroup | None = None
    round: Round | None = None
    proposal: Proposal | None = None
    sheet: SheetImport | None = None
    sessions: dict[str, Session] = field(default_factory=dict)
    """One session per state; the resident takes part in each, the facilitator holds each."""

    @property
    def people(self) -> dict[str, Member | None]:
        """Role to person; nobody for a visitor."""
        return {
            "visitor": None,
            "resident": self.resident,
            "other": self.other,
            "facilitator": self.facilitator,
            "team": self.team,
            "administrator": self.administrator,
        }

    @property
    def session(self) -> Session:
        return self.sessions["confirmed"]


def make_village() -> Village:
    members.make_centre(opening_hours="Du lundi au vendredi, de 9 h à 18 h")
    commune = members.CommuneFactory()
    village = Village(
        resident=_make_person("Odile", commune),
        other=_make_person("Paulo", commune),
        facilitator=_make_person("Farid", commune, facilitator=True),
        team=_make_person("Nadège", commune, team=True),
        administrator=_make_person("Camille", commune, administrator=True),
        skill=members.SkillFactory(),
        venue=exchanges.VenueFactory(commune=commune),
    )
    _say_wishes(village)
    _hold_sessions(village)
    _run_round(village)
    village.sheet = members.SheetImportFactory(uploaded_by=village.team)
    members.DatedExceptionFactory(member=village.resident)
    exchanges.ClosureFactory()
    return village


def _make_person(first_name: str, commune, **traits) -> Member:
    person = members.MemberFactory(first_name=first_name, commune=commune, **traits)
    for weekday in (Weekday.TUESDAY, Weekday.THURSDAY):
        members.AvailabilityFactory(member=person, weekday=weekday)
    return person


def _say_wishes(village: Village) -> None:
    members.OfferFactory(member=village.resident, skill=village.skill)
    members.RequestFactory(member=village.other, skill=village.skill)
    for _turn in range(4):
        members.OfferFactory(member__commune=village.resident.commune)
        members.RequestFactory(member=village.resident)
    members.OfferFactory(member=village.resident, skill=None, words="faire des trucs avec mes mains")
    members.RequestFactory(member=village.other, skill=None, words="comprendre les papiers de la mairie")
    members.RequestFactory(member=members.MemberFactory(without_email=True), skill=village.skill)


def _hold_sessions(village: Village) -> None:
    village.group = exchanges.ActionGroupFactory(skill=village.skill)
    village.group.facilitators.add(village.facilitator)
    for person, shares in (
        (village.resident, True),
        (members.MemberFactory(), False),
        (members.MemberFactory(), False),
    ):
        exchanges.GroupMemberFactory(group=village.group, member=person, shares=shares)
    exchanges.TaskFactory(group=village.group)
    exchanges.ItemFactory(group=village.group)
    states = Session.State
    days = {states.TO_SETTLE: 21, states.ANNOUNCED: 14, states.CONFIRMED: 7, states.HELD: -14, states.NOT_HELD: -21}
    for state, away in {**days, states.CANCELLED: 28}.items():
        village.sessions[state.value] = _make_session(village, state, away)
    village.sessions["to_close"] = _make_session(village, states.CONFIRMED, -7)


def _make_session(village: Village, state: Session.State, days_away: int) -> Session:
    session = exchanges.SessionFactory(
        group=village.group, venue=village.venue, date=timezone.localdate() + datetime.timedelta(days=days_away)
    )
    session.facilitators.add(village.facilitator)
    exchanges.seat(session, role="sharer", member=village.resident)
    for _turn in range(2):
        exchanges.seat(session)
    without_email = members.MemberFactory(without_email=True)
    exchanges.ParticipationFactory(session=session, member=without_email)
    exchanges.CallFactory(session=session, member=without_email)
    exchanges.ParticipationFactory(
        session=session, answer=Participation.Answer.WAITING, waiting_since=timezone.now(), answered_at=timezone.now()
    )
    session.state = state
    session.invited_at = timezone.now()
    session.save()
    if state == Session.State.HELD:
        session.participations.coming().update(came=True)
    return session


def _run_round(village: Village) -> None:
    village.round = exchanges.RoundFactory(asked_by=village.team, requests_total=9, requests_served=3)
    village.proposal = exchanges.ProposalFactory(
        round=village.round, skill=village.skill, venue=village.venue, sharers=1, learners=3, date=exchanges.in_days(10)
    )
    exchanges.ProposalFactory(round=village.round, state=Proposal.State.REFUSED, sharers=1, learners=2)
    exchanges.UnservedFactory(round=village.round)

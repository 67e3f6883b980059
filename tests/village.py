"""A centre where everything has happened once: what the tests that visit every page find there."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from config.health import beat
from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.flows.sheet_imports import trade_of
from exchanges.models import ActionGroup, Participation, Proposal, Round, Session, Venue
from exchanges.rounds.calendar import period_of
from members.flows.sheet_imports import carry_out, choose_columns, receive_sheet
from members.models import DatedException, Member, Offer, Request, SheetImport, Skill, Weekday
from surveys.models import Device, Edition, Gathering, Outing, Place
from tests.factories import exchanges, members
from tests.village_surveys import live_through_a_survey
from tests.village_voices import gather_voices

SHEET = """Prénom;Nom;Village;Mail;Né en;Je propose;Je voudrais apprendre
Zélie;Castagnier;Valcroze;zelie@exemple.fr;1961;couture;la guitare
Théo;Malepeyre;Valcroze;theo@exemple.fr;3021;;vélo
;;Valcroze;;1950;cuisine;
""".encode()


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
    child: Member | None = None
    """Nine years old; the resident answers for them."""
    offer: Offer | None = None
    child_offer: Offer | None = None
    request: Request | None = None
    child_request: Request | None = None
    absence: DatedException | None = None
    child_absence: DatedException | None = None
    idea: Gathering | None = None
    """Neighbours’ idea that three people stand behind; `born` has become a group with its project, `call` is a call."""
    born: Gathering | None = None
    call: Gathering | None = None
    edition: Edition | None = None
    phone: Device | None = None
    """Open on the web, with its next questions in preparation and a sheet whose words wait for review."""
    place: Place | None = None
    invitation_code: str = "un-code-a-essayer"
    """Opens the first of two invitations, sent by e-mail; the other is to call."""
    outing: Outing | None = None
    """Today, with the facilitator."""
    open_outing: Outing | None = None
    """To come: the facilitator goes, and one more person may."""
    sheets: dict[str, SheetImport] = field(default_factory=dict)
    """One import per stage: uploaded, planned, done; and a past survey, planned."""
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
    _raise_child(village)
    _hold_sessions(village)
    _run_round(village)
    _bring_sheets_in(village)
    live_through_a_survey(village)
    gather_voices(village)
    village.absence = members.DatedExceptionFactory(member=village.resident)
    exchanges.ClosureFactory()
    beat()
    return village


def _make_person(first_name: str, commune, **traits) -> Member:
    person = members.MemberFactory(first_name=first_name, commune=commune, **traits)
    for weekday in (Weekday.TUESDAY, Weekday.THURSDAY):
        members.AvailabilityFactory(member=person, weekday=weekday)
    return person


def _say_wishes(village: Village) -> None:
    village.offer = members.OfferFactory(member=village.resident, skill=village.skill)
    village.request = members.RequestFactory(member=village.resident)
    members.RequestFactory(member=village.other, skill=village.skill)
    for _turn in range(3):
        members.OfferFactory(member__commune=village.resident.commune)
        members.RequestFactory(member=village.resident)
    members.OfferFactory(member=village.resident, skill=None, words="faire des trucs avec mes mains")
    members.RequestFactory(member=village.other, skill=None, words="comprendre les papiers de la mairie")
    members.RequestFactory(member=members.MemberFactory(without_email=True), skill=village.skill)


def _raise_child(village: Village) -> None:
    household = members.HouseholdFactory()
    Member.objects.filter(pk=village.resident.pk).update(household=household)
    village.child = members.MemberFactory(first_name="Léo", child=True, household=household, companion=village.resident)
    village.child.guardians.add(village.resident)
    members.AuthorisationFactory(member=village.child)
    village.child_offer = members.OfferFactory(member=village.child)
    village.child_request = members.RequestFactory(member=village.child, skill=village.skill)
    village.child_absence = members.DatedExceptionFactory(member=village.child)


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


def _bring_sheets_in(village: Village) -> None:
    for stage in ("uploaded", "planned", "done"):
        sheet = receive_sheet(kind="residents", file_name="habitants.csv", content=SHEET, by=village.team)
        village.sheets[stage] = sheet
        if stage != "uploaded":
            choose_columns(sheet=sheet, mapping=sheet.mapping, trade=trade_of(sheet))
        if stage == "done":
            carry_out(sheet=sheet, trade=trade_of(sheet))


def _run_round(village: Village) -> None:
    """A real round: eight people free on the same half-days, for two savoirs, in a place that is open."""
    for weekday in (Weekday.TUESDAY, Weekday.THURSDAY):
        exchanges.VenueOpeningFactory(venue=village.venue, weekday=weekday)
    for _turn in range(2):
        skill = members.SkillFactory()
        for number in range(4):
            wish = members.OfferFactory if number == 0 else members.RequestFactory
            wish(member=_make_person(f"Voisine {number}", village.resident.commune), skill=skill)
    first_day, last_day = period_of(first_day=None, weeks=2, today=timezone.localdate())
    asked = ask_for_round(by=village.team, first_day=first_day, last_day=last_day, in_background=False)
    village.round = run_round(round_=asked)
    village.proposal = village.round.proposals.earliest("pk")

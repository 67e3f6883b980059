"""Places, rounds, groups and sessions: one file per concept."""

from exchanges.models.calendar import Closure
from exchanges.models.calls import Call
from exchanges.models.comparisons import Comparison
from exchanges.models.groups import ActionGroup, GroupMember, Item, Task
from exchanges.models.news import News
from exchanges.models.participations import Participation
from exchanges.models.preferences import RoundPreferences
from exchanges.models.projects import Project
from exchanges.models.rounds import Proposal, ProposalMember, Refusal, Round, Unserved
from exchanges.models.sessions import Session
from exchanges.models.venues import Venue, VenueException, VenueOpening

__all__ = [
    "ActionGroup",
    "Call",
    "Closure",
    "Comparison",
    "GroupMember",
    "Item",
    "News",
    "Participation",
    "Project",
    "Proposal",
    "ProposalMember",
    "Refusal",
    "Round",
    "RoundPreferences",
    "Session",
    "Task",
    "Unserved",
    "Venue",
    "VenueException",
    "VenueOpening",
]

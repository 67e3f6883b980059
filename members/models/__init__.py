"""People, what they know and want to know, and how they are reached: one file per concept."""

from members.models.ages import AgeBand, band_of_year
from members.models.availability import Availability, DatedException, Period, Weekday
from members.models.catalogue import Skill, SkillTerm, Theme
from members.models.centre import Centre
from members.models.consent import Authorisation, Consent
from members.models.household import Household
from members.models.mail import Message
from members.models.member import Member
from members.models.places import Commune, CommuneDistance
from members.models.sheet_import import SheetImport
from members.models.wishes import Offer, Request, Wish

__all__ = [
    "AgeBand",
    "Authorisation",
    "Availability",
    "Centre",
    "Commune",
    "CommuneDistance",
    "Consent",
    "DatedException",
    "Household",
    "Member",
    "Message",
    "Offer",
    "Period",
    "Request",
    "SheetImport",
    "Skill",
    "SkillTerm",
    "Theme",
    "Weekday",
    "Wish",
    "band_of_year",
]

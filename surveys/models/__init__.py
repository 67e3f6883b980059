"""What residents say: from the questions to what their words became, one file per concept."""

from surveys.models.coding import Code, CodeChange, Coding, CodingSample, Reading, Segment
from surveys.models.editions import Edition, Survey, Version
from surveys.models.giving_back import Quotation, Restitution
from surveys.models.outcomes import Gathering, Outcome, Support
from surveys.models.outings import Device, Outing, Place
from surveys.models.questions import Choice, Question
from surveys.models.responses import Answer, Response, SecondKeying
from surveys.models.slips import ContactSlip, Invitation, SlipLink

__all__ = [
    "Answer",
    "Choice",
    "Code",
    "CodeChange",
    "Coding",
    "CodingSample",
    "ContactSlip",
    "Device",
    "Edition",
    "Gathering",
    "Invitation",
    "Outcome",
    "Outing",
    "Place",
    "Question",
    "Quotation",
    "Reading",
    "Response",
    "Restitution",
    "SecondKeying",
    "Segment",
    "SlipLink",
    "Support",
    "Survey",
    "Version",
]

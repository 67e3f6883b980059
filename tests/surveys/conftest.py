"""An edition with people to invite: Jeanne by e-mail, Marcel by phone."""

import re

import pytest
from django.core import mail

from surveys.flows import invitations as flows
from surveys.models import Invitation, Outcome
from tests.factories import members, surveys
from tests.surveys.invited import say


@pytest.fixture
def edition(db):
    members.make_centre()
    return surveys.make_open_edition()


@pytest.fixture
def knitting(db):
    return members.SkillFactory(name="Tricot")


@pytest.fixture
def jeanne(edition, knitting):
    slip = say(
        edition, ("offer", "tricoter"), ("request", "l’accordéon"), ("help", "ma tente"), ("idea", "Un four à pain"),
        email="jeanne@exemple.fr", phone="06 99 00 11 22",
    )  # fmt: skip
    Outcome.objects.filter(kind="offer").update(skill=knitting)
    return slip


@pytest.fixture
def invite(edition, on_commit):
    def everybody():
        with on_commit():
            return flows.invite_everybody(edition=edition)

    return everybody


@pytest.fixture
def link(jeanne, invite):
    """The address in her mail."""
    invite()
    return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def marcel(edition, invite):
    say(edition, ("offer", "le pain"), ("help", "ma tente"), name="Marcel Vidal", phone="06 99 00 00 07")
    invite()
    return Invitation.objects.get()

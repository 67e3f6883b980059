"""Inviting and answering in one word, for the tests of answers."""

from exchanges.flows.answers import answer_invitation
from exchanges.models import Participation
from tests.factories import exchanges

Answer = Participation.Answer


def say(line, answer=Answer.YES, by=None):
    return answer_invitation(participation=line, answer=answer, by=by)


def invite(session, **fields):
    return exchanges.ParticipationFactory(session=session, **fields)

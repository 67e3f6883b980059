"""Who comes or stays with whom: a child under 15 and the adult who comes along."""

from collections.abc import Sequence

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from exchanges.flows.people import find_chaperone, needs_chaperone, say_no_chaperone
from exchanges.flows.refused import Refused
from exchanges.models import Participation, Session
from exchanges.notifications import facilitators_of
from members.models import Member

Answer = Participation.Answer
Role = Participation.Role


def children_of(session: Session, adult_line: Participation) -> list[Participation]:
    """The lines of the children under 15 whose adult this is, in this session."""
    theirs = Q(member__companion=adult_line.member_id)
    if adult_line == chaperone_line(session):
        theirs |= Q(member__comes_with_facilitator=True)
    lines = session.participations.filter(theirs).exclude(role=Role.COMPANION)
    return [
        line
        for line in lines.select_related("member__companion").order_by("pk")
        if line.member.needs_companion(on=session.date)
    ]


def chaperone_line(session: Session) -> Participation | None:
    """The line of the person cleared for it who comes along with the children whom nobody is named for."""
    cleared = session.participations.filter(member__is_cleared_for_minors=True)
    only_along = Case(When(role=Role.COMPANION, then=Value(0)), default=Value(1))
    lines = cleared.exclude(answer__in=(Answer.NO, Answer.WITHDRAWN)).order_by(only_along, "pk")
    return lines.select_related("member").first()


def helpers_of(session: Session) -> list[Member]:
    """Who could come along with a child: somebody on the list already, then those who hold the session and can come."""
    line = chaperone_line(session)
    away = session.participations.filter(answer__in=(Answer.NO, Answer.WITHDRAWN)).values_list("member_id", flat=True)
    holding = [member for member in facilitators_of(session) if member.pk not in set(away)]
    return [*([line.member] if line else []), *holding]


def speaks_for(session: Session, line: Participation) -> list[Participation]:
    """The lines that an answer to this one is about: of an adult who only comes along with children they answer for,
    the children's."""
    if line.role != Role.COMPANION:
        return [line]
    named = [child for child in children_of(session, line) if child.member.companion_id == line.member_id]
    return named or [line]


def companion_to_seat(session: Session, child_line: Participation) -> Sequence[Participation]:
    """The line of the adult to seat with this child: none for others, or when the adult already has a seat.

    Raises Refused when that adult was invited for themselves and has not answered.
    """
    child = child_line.member
    if not child.needs_companion(on=session.date):
        return []
    adult_line = _adult_line(session, child)
    if adult_line is None:
        adult = child.companion or find_chaperone(helpers_of(session), on=session.date)
        if adult is None:
            raise Refused(say_no_chaperone(child))
        adult_line = Participation(
            session=session, member=adult, role=Role.COMPANION, date=session.date, period=session.period
        )
    if adult_line.answer == Answer.YES:
        return []
    if adult_line.role != Role.COMPANION:
        if adult_line.answer not in (Answer.NO, Answer.WITHDRAWN):
            raise Refused(
                _("%(adult)s comes along with %(child)s, and answers first.")
                % {"adult": adult_line.member.first_name, "child": child.first_name}
            )
        adult_line.role = Role.COMPANION
    adult_line.accompanies = child_line
    return [adult_line]


def who_leaves_with(session: Session, line: Participation) -> list[Participation]:
    """The line first, then a child's adult who only came for them, or an adult's children who cannot stay alone."""
    child = line.member
    if not child.needs_companion(on=session.date):
        return [line, *(other for other in children_of(session, line) if _counts_on_adult(other))]
    adult_line = _adult_line(session, child)
    if adult_line is None or adult_line.role != Role.COMPANION:
        return [line]
    others = [other for other in children_of(session, adult_line) if other.pk != line.pk and _counts_on_adult(other)]
    if not others:
        return [line, adult_line]
    adult_line.accompanies = others[0]
    adult_line.save(update_fields=["accompanies"])
    return [line]


def _adult_line(session: Session, child: Member) -> Participation | None:
    """The line of the adult who comes along with this child, whatever their role."""
    if needs_chaperone(child, on=session.date):
        return chaperone_line(session)
    return session.participations.filter(member=child.companion_id).select_related("member").first()


def _counts_on_adult(child_line: Participation) -> bool:
    return child_line.answer in (Answer.YES, Answer.WAITING)

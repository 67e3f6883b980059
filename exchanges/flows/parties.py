"""Who comes or stays with whom: a child under 15 and the adult who comes along."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from exchanges.flows.refused import Refused
from exchanges.models import Participation, Session

Answer = Participation.Answer
Role = Participation.Role


def children_of(session: Session, adult_line: Participation) -> list[Participation]:
    """The lines of the children under 15 whose adult this is, in this session."""
    lines = session.participations.filter(member__companion=adult_line.member_id).exclude(role=Role.COMPANION)
    return [
        line
        for line in lines.select_related("member__companion").order_by("pk")
        if line.member.needs_companion(on=session.date)
    ]


def companion_to_seat(session: Session, child_line: Participation) -> Sequence[Participation]:
    """The line of the adult to seat with this child: none for others, or when the adult already has a seat.

    Raises Refused when that adult was invited for themselves and has not answered.
    """
    child = child_line.member
    if not child.needs_companion(on=session.date):
        return []
    adult_line = session.participations.filter(member=child.companion_id).select_related("member").first()
    if adult_line is None:
        adult_line = Participation(
            session=session, member=child.companion, role=Role.COMPANION, date=session.date, period=session.period
        )
    if adult_line.answer == Answer.YES:
        return []
    if adult_line.role != Role.COMPANION:
        if adult_line.answer not in (Answer.NO, Answer.WITHDRAWN):
            raise Refused(
                _("%(adult)s comes along with %(child)s, and answers first.")
                % {"adult": child.companion.first_name, "child": child.first_name}
            )
        adult_line.role = Role.COMPANION
    adult_line.accompanies = child_line
    return [adult_line]


def who_leaves_with(session: Session, line: Participation) -> list[Participation]:
    """The line first, then a child's adult who only came for them, or an adult's children who cannot stay alone."""
    child = line.member
    if not child.needs_companion(on=session.date):
        return [line, *(other for other in children_of(session, line) if _counts_on_adult(other))]
    adult_line = session.participations.filter(member=child.companion_id, role=Role.COMPANION).first()
    if adult_line is None:
        return [line]
    others = [other for other in children_of(session, adult_line) if other.pk != line.pk and _counts_on_adult(other)]
    if not others:
        return [line, adult_line]
    adult_line.accompanies = others[0]
    adult_line.save(update_fields=["accompanies"])
    return [line]


def _counts_on_adult(child_line: Participation) -> bool:
    return child_line.answer in (Answer.YES, Answer.WAITING)

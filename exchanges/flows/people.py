"""Who may be placed in a session, and who comes along."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.flows.refused import Refused
from members.models import Member
from members.rules import may_accompany


def require_group(
    *, sharers: Sequence[Member], learners: Sequence[Member], on: datetime.date, capacity: int, max_learners: int
) -> None:
    """Raises Refused, with every reason at once, unless these people make a small group and may all be there."""
    reasons = [*_reasons_of_number(sharers, learners)]
    if both := {member.pk for member in sharers} & {member.pk for member in learners}:
        names = ", ".join(str(member) for member in sharers if member.pk in both)
        reasons.append(_("%(name)s cannot both share and learn in the same session.") % {"name": names})
    everybody = [*sharers, *learners]
    reasons += [reason for member in everybody if (reason := why_not(member, on=on))]
    if len(learners) > max_learners:
        reasons.append(_("The person who shares takes at most %(count)s people who learn.") % {"count": max_learners})
    seats = len(everybody) + len(companions_of(everybody, on=on))
    if seats > capacity:
        reasons.append(
            _("There are %(count)s people with the adults who come along, for %(places)s places.")
            % {"count": seats, "places": capacity}
        )
    if reasons:
        raise Refused(*reasons)


def _reasons_of_number(sharers: Sequence[Member], learners: Sequence[Member]) -> Iterable[str]:
    if not sharers:
        yield _("Choose at least one person who shares.")
    if len(learners) < 2:
        yield _("Choose at least two people who learn: here we exchange in groups, never one to one.")


def require_may_come(member: Member, *, on: datetime.date) -> None:
    """Raises Refused when this person may be in no plan on that day."""
    if reason := why_not(member, on=on):
        raise Refused(reason)


def why_not(member: Member, *, on: datetime.date) -> str | None:
    """The sentence that says why this person may not be placed on that day, or None when they may."""
    name = {"name": member.get_full_name()}
    if not member.is_active or member.erased_at is not None:
        return _("%(name)s no longer takes part.") % name
    if member.paused_at is not None:
        return _("%(name)s is pausing for now.") % name
    if not member.may_be_planned(on=on):
        return _("%(name)s is under 18: a guardian's authorisation comes first. The centre records it.") % name
    if member.needs_companion(on=on) and not _has_companion(member, on=on):
        return _("%(name)s is under 15: first say which adult comes along. The centre records it.") % name
    return None


def _has_companion(child: Member, *, on: datetime.date) -> bool:
    adult = child.companion
    return (
        adult is not None
        and adult.is_active
        and adult.erased_at is None
        and not adult.is_under_age(on=on)
        and may_accompany(adult, child)
    )


def companions_of(people: Iterable[Member], *, on: datetime.date) -> dict[int, Member]:
    """Adults who take a seat of their own to come along, each with the first child they come with, by adult's pk."""
    people = list(people)
    placed = {member.pk for member in people}
    found: dict[int, Member] = {}
    for member in people:
        if member.needs_companion(on=on) and member.companion_id and member.companion_id not in placed:
            found.setdefault(member.companion_id, member)
    return found


def say_number(count: int) -> str:
    """« 1 personne », « 5 personnes »."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}

"""Who may be placed in a session, and who comes along."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.flows.refused import Refused
from members.models import Member
from members.rules import may_accompany


def require_group(
    *,
    sharers: Sequence[Member],
    learners: Sequence[Member],
    on: datetime.date,
    capacity: int,
    max_learners: int,
    helpers: Iterable[Member] = (),
) -> None:
    """Raises Refused, with every reason at once, unless these people make a small group and may all be there.

    `helpers` are people who could come along with the children whom nobody is named for.
    """
    reasons = [*_reasons_of_number(sharers, learners)]
    if both := {member.pk for member in sharers} & {member.pk for member in learners}:
        names = ", ".join(str(member) for member in sharers if member.pk in both)
        reasons.append(_("%(name)s cannot both share and learn in the same session.") % {"name": names})
    everybody = [*sharers, *learners]
    helpers = list(helpers)
    reasons += [reason for member in everybody if (reason := why_not(member, on=on))]
    if find_chaperone([*everybody, *helpers], on=on) is None:
        reasons += [say_no_chaperone(child) for child in everybody if needs_chaperone(child, on=on)]
    if len(learners) > max_learners:
        reasons.append(_("The person who shares takes at most %(count)s people who learn.") % {"count": max_learners})
    seats = len(everybody) + len(companions_of(everybody, on=on, helpers=helpers))
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
    if member.needs_companion(on=on) and not (member.comes_with_facilitator or _has_companion(member, on=on)):
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


def needs_chaperone(member: Member, *, on: datetime.date) -> bool:
    """A child under 15 with whom no named adult, but a facilitator cleared for it, comes along."""
    return member.comes_with_facilitator and member.needs_companion(on=on)


def find_chaperone(people: Iterable[Member], *, on: datetime.date) -> Member | None:
    """The first who may accompany children of others."""
    return next(
        (one for one in people if one.is_cleared_for_minors and one.is_active and not one.is_under_age(on=on)), None
    )


def say_no_chaperone(child: Member) -> str:
    name = {"name": child.get_full_name()}
    return _("%(name)s comes with a facilitator: choose one who may accompany children.") % name


def companions_of(people: Iterable[Member], *, on: datetime.date, helpers: Iterable[Member] = ()) -> dict[int, Member]:
    """Adults who take a seat of their own to come along, each with the first child they come with, by adult's pk.

    One of `people` or else of `helpers`, cleared for it, comes along with all the children whom nobody is named for.
    """
    people = list(people)
    placed = {member.pk for member in people}
    chaperone = find_chaperone([*people, *helpers], on=on)
    found: dict[int, Member] = {}
    for member in people:
        if not member.needs_companion(on=on):
            continue
        adult_pk = chaperone.pk if chaperone and member.comes_with_facilitator else member.companion_id
        if adult_pk and adult_pk not in placed:
            found.setdefault(adult_pk, member)
    return found


def say_number(count: int) -> str:
    """« 1 personne », « 5 personnes »."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}

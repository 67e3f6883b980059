"""Plan outings: make them, once or every week, change them, take them away, and let residents offer themselves.

Who is named, moved or no longer expected is told, save by themselves.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.refused import Refused
from exchanges.models import Call, Closure
from exchanges.notifications import drop_outing_calls, tell_interviewers
from exchanges.rounds.calendar import days_left_out
from members.models import Member
from surveys.flows.outings import add_outing
from surveys.models import Edition, Outing, Place

WEEK = datetime.timedelta(days=7)
WHEN_AND_WHERE = ("date", "starts_at", "ends_at", "place_id")
DETAILS = ("starts_at", "ends_at", "people_wanted", "welcomes_volunteers", "note")


@dataclass(frozen=True)
class Planned:
    """Outings made now, and those that were there already, just the same. `left_out`: days of the following weeks on
    which none was made, each with its name; and the day asked for when it has one, though its outing was made."""

    made: Sequence[Outing]
    there: Sequence[Outing]
    left_out: Mapping[datetime.date, str]


@transaction.atomic
def plan_outings(
    *,
    edition: Edition,
    by: Member,
    date: datetime.date,
    place: Place,
    kind: str,
    interviewers: Iterable[Member] = (),
    weeks: int = 1,
    **details: object,
) -> Planned:
    """An outing on this day, or one a week for `weeks` weeks, save on public holidays and when the centre is closed; at
    a school gate, in school holidays too. Pressed twice, or by two people at once, it is one.

    Raises Refused when another outing, planned otherwise, stands at the same day and place.
    """
    people = list(interviewers)
    days = [date + turn * WEEK for turn in range(weeks)]
    goes_on = () if kind == Outing.Kind.SCHOOL else (Closure.Kind.SCHOOL,)
    left_out = {day: name for day, name in days_left_out(days[0], days[-1], but=goes_on).items() if day in days}
    made, there = [], []
    for day in [date, *(day for day in days[1:] if day not in left_out)]:
        outing, is_new = add_outing(edition=edition, date=day, place=place, kind=kind, **details)
        if is_new:
            outing.interviewers.set(people)
            made.append(outing)
        elif weeks == 1 and not _is_same(outing, people, details):
            raise Refused(_("This outing is already there. Open it to change it."))
        else:
            there.append(outing)
    coming = [outing for outing in made if outing.date >= timezone.localdate()]
    tell_interviewers(people, coming, Call.About.OUTING_NAMED, but=by)
    return Planned(made, there, left_out)


@transaction.atomic
def change_outing(*, outing: Outing, by: Member, interviewers: Iterable[Member], **fields: object) -> None:
    """Other values, and other people. Raises Refused when it would be the same as another outing."""
    before = _hold(outing)
    for name, value in fields.items():
        setattr(outing, name, value)
    try:
        with transaction.atomic():
            outing.save(update_fields=list(fields))
    except IntegrityError as error:
        raise Refused(
            _("There is another outing of this kind on that day, at that place. Choose another day.")
        ) from error
    was, now = set(before.interviewers.all()), set(interviewers)
    outing.interviewers.set(now)
    moved = any(getattr(before, name) != getattr(outing, name) for name in WHEN_AND_WHERE)
    today = timezone.localdate()
    if before.date >= today or outing.date >= today:
        if moved:
            drop_outing_calls(outing)
            tell_interviewers(was & now, [outing], Call.About.OUTING_MOVED, but=by)
        tell_interviewers(was - now, [before], Call.About.OUTING_CANCELLED, but=by)
        tell_interviewers(now - was, [outing], Call.About.OUTING_NAMED, but=by)


@transaction.atomic
def remove_outing(*, outing: Outing, by: Member) -> None:
    """Take an outing away, and tell those who were going. Raises Refused once something came from it."""
    outing = _hold(outing)
    people = list(outing.interviewers.all())
    if outing.responses.exists() or outing.told_on:
        raise Refused(_("Sheets or figures came from this outing: it stays. They would lose where they come from."))
    drop_outing_calls(outing)
    if outing.date >= timezone.localdate():
        tell_interviewers(people, [outing], Call.About.OUTING_CANCELLED, but=by)
    outing.delete()


@transaction.atomic
def join_outing(*, outing: Outing, member: Member) -> None:
    """« Je viens »: a resident offers themselves; the last place goes to one. Raises Refused."""
    held = _hold(outing)
    if held.interviewers.filter(pk=member.pk).exists():
        return
    if not held.welcomes_volunteers or held.date < timezone.localdate() or not held.edition.is_under_way:
        raise Refused(_("This outing takes nobody any more. Look at the others."))
    if member.is_under_age(on=held.date):
        raise Refused(_("Interviewers are 18 or more. Come along with an adult, and ask the centre."))
    if not held.missing:
        raise Refused(_("Somebody has just taken the last place. Look at the other outings."))
    held.interviewers.add(member)


@transaction.atomic
def leave_outing(*, outing: Outing, member: Member) -> None:
    """« Je ne peux pas venir »: the outing looks for somebody again, on the pages of the team."""
    _hold(outing).interviewers.remove(member)
    Call.objects.to_make().filter(outing=outing, member=member).delete()


def free_outings_of(member: Member) -> None:
    """Somebody leaves the network: they are no longer expected anywhere."""
    for outing in Outing.objects.coming(on=timezone.localdate()).filter(interviewers=member).order_by("pk"):
        outing.interviewers.remove(member)


def _hold(outing: Outing) -> Outing:
    return Outing.objects.select_for_update(of=("self",)).select_related("edition").get(pk=outing.pk)


def _is_same(outing: Outing, people: Sequence[Member], details: dict[str, object]) -> bool:
    same = all(getattr(outing, name) == value for name, value in details.items() if name in DETAILS)
    return same and set(outing.interviewers.values_list("pk", flat=True)) == {member.pk for member in people}

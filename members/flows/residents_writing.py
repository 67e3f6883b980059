"""Write a plan of residents: a transaction per chunk of people, or per person where a chunk clashes with other work."""

from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from members.flows.resident_records import WISH_KINDS, Record
from members.flows.residents_import import ResidentsPlan
from members.folding import fold
from members.models import AgeBand, Availability, Commune, Household, Member, SheetImport, Wish
from members.models.member import ALONE_AGE
from members.sheets.plans import Verdict
from members.sheets.table import Remark

CHUNK = 200
_PLAIN_FIELDS = ("first_name", "last_name", "birth_year", "phone")


def write_residents(
    *, plan: ResidentsPlan, sheet: SheetImport, on_progress: Callable[[int], None] = lambda lines: None
) -> None:
    """Write the people of a plan. Those a chunk cannot write become refused lines of the plan: "not_saved".

    `on_progress` is told how many lines are behind us after each chunk.
    """
    lines_done = len(plan.lines) - sum(len(record.lines) for record in plan.records)
    for start in range(0, len(plan.records), CHUNK):
        chunk = plan.records[start : start + CHUNK]
        _write_chunk([record for record in chunk if record.has_news()], sheet)
        lines_done += sum(len(record.lines) for record in chunk)
        on_progress(lines_done)


def _write_chunk(records: list[Record], sheet: SheetImport) -> None:
    try:
        _write_records(records, sheet)
    except IntegrityError:
        if len(records) == 1:
            _refuse(records[0])
            return
        for record in records:
            _write_chunk([record], sheet)


def _refuse(record: Record) -> None:
    for line in record.lines:
        line.verdict, line.changes = Verdict.REFUSED, []
        line.reasons.append(Remark("not_saved"))


@transaction.atomic
def _write_records(records: list[Record], sheet: SheetImport) -> None:
    communes = _find_communes({record.commune for record in records})
    households = _find_households({record.household for record in records})
    members = Member.objects.in_bulk([record.member_id for record in records if record.member_id])
    fresh: list[tuple[Record, Member]] = []
    for record in records:
        known = members.get(record.member_id)
        member = known or Member(brought_by=sheet, password=make_password(None))
        _fill(member, record, communes, households)
        if known:
            member.save()
        else:
            fresh.append((record, member))
    bulk_create_with_history([member for _, member in fresh], Member, default_user=sheet.uploaded_by)
    pks = {record.key: record.member_id for record in records} | {record.key: member.pk for record, member in fresh}
    _write_half_days(records, pks)
    _write_wishes(records, pks, sheet)


def _fill(member: Member, record: Record, communes: dict[str, Commune], households: dict[str, Household]) -> None:
    changed = record.changed()
    for name in _PLAIN_FIELDS:
        if name in changed:
            setattr(member, name, changed[name])
    if "said_age_band" in changed:
        member.said_age_band = record.said_age_band or AgeBand.UNKNOWN
    if "commune" in changed:
        member.commune = communes[record.commune]
    if "household" in changed:
        member.household = households[fold(record.household)]
    if "email" in changed:
        _give_email(member, record)


def _give_email(member: Member, record: Record) -> None:
    """A personal e-mail opens the door; one that is shared, or a child's, is only written to."""
    this_year = timezone.localdate().year
    too_young = (
        this_year - record.birth_year < ALONE_AGE if record.birth_year else record.said_age_band == AgeBand.UNDER_15
    )
    if record.shares_email or too_young:
        member.contact_email = record.email
    else:
        member.email, member.contact_email = record.email, ""


def _find_communes(names: set[str]) -> dict[str, Commune]:
    found = {commune.name: commune for commune in Commune.objects.filter(name__in=names)}
    for name in sorted(names - {""} - set(found)):
        found[name] = Commune.objects.create(name=name)
    return found


def _find_households(names: set[str]) -> dict[str, Household]:
    """Households by folded name: the oldest of that name, or a new one."""
    wanted = {fold(name): name for name in names if name}
    found: dict[str, Household] = {}
    for household in Household.objects.filter(folded_name__in=wanted).order_by("pk"):
        found.setdefault(household.folded_name, household)
    for folded, name in sorted(wanted.items()):
        if folded not in found:
            found[folded] = Household.objects.create(name=name)
    return found


def _write_half_days(records: list[Record], pks: dict[object, int]) -> None:
    changed = [record for record in records if "half_days" in record.changed()]
    Availability.objects.filter(member_id__in=[pks[record.key] for record in changed if record.member_id]).delete()
    Availability.objects.bulk_create(
        Availability(member_id=pks[record.key], weekday=weekday, period=period)
        for record in changed
        for weekday, period in sorted(record.half_days)
    )


def _write_wishes(records: list[Record], pks: dict[object, int], sheet: SheetImport) -> None:
    for kind, model in WISH_KINDS.items():
        wishes = [
            model(
                member_id=pks[record.key],
                words=wish.words[:200],
                note=wish.words[200:500],
                skill_id=wish.skill,
                state=Wish.State.NOT_A_SKILL if wish.is_set_aside else Wish.State.ACTIVE,
                source=Wish.Source.SHEET,
            )
            for record in records
            for wish in record.new_wishes[kind]
        ]
        bulk_create_with_history(wishes, model, default_user=sheet.uploaded_by)

"""Leave contact details: an act of its own, after the sheet, kept apart from it and shuffled as it is written.

Each time a slip is left, all slips of its edition are taken out and written again in an order drawn by the system's
random numbers, in one transaction. So the order of the rows on the disk (`rowid`, `ctid`), the transaction that wrote
them (`xmin`) and their random keys say nothing of who came first. `tests/surveys/test_linking.py` attacks it.

What the database still holds of its past (freed pages, its journal, dead rows) is wiped after each one: see `traces`.

What this cannot do. Somebody who holds two copies of the database (two backups) sees which sheets and which slips came
in between: the fewer there are, the better they guess. So does somebody who watches the network while a phone sends a
sheet and then a slip, or who keeps PostgreSQL's own archive (`pg_wal`), or digs in the blocks that the disk freed.
An edition with one sheet and one slip hides nobody.
"""

import datetime
import secrets
import uuid as uuids
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from surveys.flows.traces import wipe_traces
from surveys.models import ContactSlip, Edition, Response, SlipLink

SLIPS_KEPT = datetime.timedelta(days=2 * 365)


@transaction.atomic
def leave_contact(
    *,
    uuid: uuids.UUID,
    edition: Edition,
    name: str,
    phone: str = "",
    email: str = "",
    agrees_to_contact: bool = False,
    agrees_to_news: bool = False,
    is_adult_or_accompanied: bool,
    wording: str = "",
    link_to: Response | None = None,
) -> ContactSlip:
    """The slip of this uuid (random, made with the slip, never the sheet's); sent twice, it is one slip.

    `link_to`: the sheet, only when the person said a third yes, to be linked. Raises Refused, with what to do.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if known := ContactSlip.objects.filter(pk=uuid).first():
        return known
    _require_slip(name, phone, email, agrees_to_contact, agrees_to_news, is_adult_or_accompanied)
    _require_linkable(uuid, edition, link_to)
    slip = ContactSlip(
        uuid=uuid,
        edition=edition,
        name=name.strip(),
        phone=phone.strip(),
        email=email.strip(),
        agrees_to_contact=agrees_to_contact,
        agrees_to_news=agrees_to_news,
        wording=wording,
    )
    leave_all([slip], edition=edition)
    if link_to:
        SlipLink.objects.create(slip=slip, response=link_to, wording=wording)
    return slip


@transaction.atomic
def leave_all(slips: Iterable[ContactSlip], *, edition: Edition) -> None:
    """Add valid slips to those of the edition, and write all of them again in a drawn order (an import: once)."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    ContactSlip.objects.bulk_create(slips)
    # Rows as they are, not `delete()`: links and invitations stay. Their keys are looked at when the transaction ends.
    quote = connection.ops.quote_name
    table = quote(ContactSlip._meta.db_table)
    columns = [field.column for field in ContactSlip._meta.concrete_fields]
    named, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {named} FROM {table} WHERE edition_id = %s", [edition.pk])
        everything = cursor.fetchall()
        secrets.SystemRandom().shuffle(everything)
        cursor.execute(f"DELETE FROM {table} WHERE edition_id = %s", [edition.pk])
        cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", everything)
    transaction.on_commit(wipe_traces)


def withdraw_slip(*, slip: ContactSlip) -> None:
    """Forget how to reach the person; the answers stay an anonymous voice."""
    slip.delete()
    transaction.on_commit(wipe_traces)


def forget_old_slips() -> int:
    """Two years after the last sheet of an edition, how to reach people goes; what they said yes to stays theirs.

    Returns how many slips went. Called every day.
    """
    too_old = timezone.localdate() - SLIPS_KEPT
    over = (
        Edition.objects.exclude(state=Edition.State.OPEN).annotate(last=Max("responses__day")).filter(last__lt=too_old)
    )
    slips = ContactSlip.objects.filter(edition__in=list(over.order_by("pk").values_list("pk", flat=True)))
    count = slips.count()
    slips.delete()
    return count


def unlink(*, slip: ContactSlip) -> None:
    """Take back the third yes: the answers are an anonymous voice again."""
    SlipLink.objects.filter(slip=slip).delete()


def _require_slip(name: str, phone: str, email: str, contact: bool, news: bool, adult: bool) -> None:
    reasons = []
    if not name.strip():
        reasons.append(_("Write a first name."))
    if not (phone.strip() or email.strip()):
        reasons.append(_("Write a phone number or an e-mail."))
    if not (contact or news):
        reasons.append(_("Say what you agree to: to be contacted, or to be told what comes of it."))
    if not adult:
        reasons.append(_("Under 18, leave your contact details with a parent beside you."))
    if reasons:
        raise Refused(*reasons)


def _require_linkable(uuid: uuids.UUID, edition: Edition, response: Response | None) -> None:
    if response is None:
        return
    if response.edition_id != edition.pk or response.uuid == uuid:
        raise Refused(_("This sheet and this slip do not go together."))
    if SlipLink.objects.filter(response=response).exists():
        raise Refused(_("This sheet is already linked to somebody."))

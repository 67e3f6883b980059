"""Calls that staff and facilitators make to people who have no e-mail."""

from django.utils import timezone

from exchanges.models import Call
from members.models import Member


def note_call(*, call: Call, by: Member) -> None:
    """« Joint·e »: the person was told. Noted once, by the first who says so."""
    Call.objects.to_make().filter(pk=call.pk).update(done_at=timezone.now(), done_by=by)


def reopen_call(*, call: Call) -> None:
    """The call was noted by mistake: it is to be made again, unless another one like it waits already."""
    same = {"session": call.session_id, "outing": call.outing_id, "member": call.member_id, "about": call.about}
    twin = Call.objects.to_make().filter(**same)
    if not twin.exists():
        Call.objects.filter(pk=call.pk).update(done_at=None, done_by=None)

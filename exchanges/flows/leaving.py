"""Leaving the network, or being forgotten by it: seats, groups and tasks go back to the others first."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from exchanges.flows.groups import leave_group
from exchanges.flows.outings import free_outings_of
from exchanges.flows.refused import Refused
from exchanges.flows.sessions import remove_person
from exchanges.models import ActionGroup, Call, News, Participation, Refusal, Session
from members.flows.erasure import anonymise
from members.flows.wishes import withdraw_all
from members.models import Member
from surveys.flows.people import forget_person


@transaction.atomic
def leave_network(*, member: Member, by: Member | None) -> None:
    """Nothing is proposed any more, and the account is closed; what was lived together stays known.

    Children nobody else answers for leave too.
    """
    for person in _with_children(member):
        _give_back(person, by=by)
        withdraw_all(member=person)
        person.is_active = False
        person.save(update_fields=["is_active"])


@transaction.atomic
def erase(*, member: Member, by: Member | None) -> None:
    """Forget the person, and the children nobody else answers for. It cannot be undone."""
    for person in _with_children(member):
        _give_back(person, by=by)
        Refusal.objects.filter(Q(member=person) | Q(other_member=person)).delete()
        Call.objects.filter(member=person).delete()
        News.objects.filter(member=person).delete()
        forget_person(member=person)
        anonymise(member=person)


def children_who_leave_with(member: Member) -> list[Member]:
    """Those who have no account of their own and no other guardian."""
    children = Member.objects.present().filter(guardians=member, email=None, username=None).order_by("pk")
    return [child for child in children if not child.guardians.exclude(pk=member.pk).filter(is_active=True).exists()]


def _with_children(member: Member) -> Iterable[Member]:
    return [*children_who_leave_with(member), member]


def _give_back(member: Member, *, by: Member | None) -> None:
    _free_seats(member, by=by)
    for group in ActionGroup.objects.filter(members__member=member, members__left_at=None).order_by("pk"):
        leave_group(group=group, member=member)
    member.facilitated_groups.clear()
    for session in Session.objects.filter(facilitators=member, state__in=Session.AHEAD).order_by("pk"):
        session.facilitators.remove(member)
    free_outings_of(member)
    Call.objects.to_make().filter(member=member).delete()
    News.objects.to_call().filter(member=member).delete()


def _free_seats(member: Member, *, by: Member | None) -> None:
    """Give back every coming seat, so that the next on the waiting list is asked."""
    answers = Participation.Answer
    lines = Participation.objects.filter(
        member=member,
        answer__in=(answers.PREPARED, answers.INVITED, answers.YES, answers.WAITING),
        session__state__in=Session.AHEAD,
        session__date__gte=timezone.localdate(),
    )
    for line in lines.select_related("session").order_by("pk"):
        try:
            with transaction.atomic():
                remove_person(participation=line, by=by or member)
        except Refused:
            continue

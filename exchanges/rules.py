"""Who may do what with groups and sessions, as plain predicates."""

from exchanges.models import Session, Task
from members.rules import is_team


def facilitates(member, session) -> bool:
    """Named on the session or on its group."""
    return member.is_authenticated and (
        session.facilitators.filter(pk=member.pk).exists() or session.group.facilitators.filter(pk=member.pk).exists()
    )


def may_run(member, session) -> bool:
    """Invite, settle, move, cancel, enter answers, print and close: staff and the session's facilitators."""
    return is_team(member) or facilitates(member, session)


def may_invite(member, session) -> bool:
    """Send the invitations: also the resident who took "Tell everyone" in hand."""
    return may_run(member, session) or holds_task(member, session.group, Task.Kind.TELL_EVERYONE)


def may_move(member, session) -> bool:
    """Choose another day, hour or place: also the resident who took "Choose the date" in hand."""
    return may_run(member, session) or holds_task(member, session.group, Task.Kind.CHOOSE_DATE)


def may_close(member, session) -> bool:
    """Say who came: also the resident who holds the attendance sheet."""
    return may_run(member, session) or holds_task(member, session.group, Task.Kind.HOLD_ROSTER)


def holds_task(member, group, kind) -> bool:
    return member.is_authenticated and group.tasks.filter(kind=kind, held_by=member).exists()


def runs_group(member, group) -> bool:
    """Rename the group, plan its next session, free a task or a thing to bring held by somebody else."""
    return is_team(member) or (member.is_authenticated and group.facilitators.filter(pk=member.pk).exists())


def is_in_group(member, group) -> bool:
    return member.is_authenticated and group.members.filter(member=member, left_at=None).exists()


def may_act_in_group(member, group) -> bool:
    """Take a task, add a thing to bring: its members, and those who run it."""
    return is_in_group(member, group) or runs_group(member, group)


def answers_for(member, participation) -> bool:
    """Their own line, or the one of a child under 15 whose guardian or companion they are."""
    person = participation.member
    if person.pk == member.pk:
        return True
    return person.needs_companion(on=participation.date) and (
        person.companion_id == member.pk or person.guardians.filter(pk=member.pk).exists()
    )


def may_answer(member, participation) -> bool:
    """Say yes or no on this line: who it is about, or those who run the session, for somebody on the phone."""
    return answers_for(member, participation) or may_run(member, participation.session)


def keeps_rosters(member) -> bool:
    """Staff, and those who facilitate something or took a roster in hand: the page of the week's rosters is theirs."""
    return is_team(member) or member.is_facilitator or Session.objects.printable_by(member).exists()


def sees_phone(reader, member) -> bool:
    """Whether somebody who may see this person may read their number too: staff do, others when it is shared."""
    return is_team(reader) or member.pk == reader.pk or member.shares_phone

"""Who may do what with groups and sessions, as plain predicates."""

from members.rules import is_team


def facilitates(member, session) -> bool:
    """Named on the session or on its group."""
    return (
        member.is_authenticated
        and (
            session.facilitators.filter(pk=member.pk).exists()
            or session.group.facilitators.filter(pk=member.pk).exists()
        )
    )


def may_run(member, session) -> bool:
    """Invite, settle, move, cancel, enter answers, print and close: staff and the session's facilitators."""
    return is_team(member) or facilitates(member, session)


def sees_phone(reader, member) -> bool:
    """Whether somebody who may see this person may also read their number: staff do, others when the person shares it."""
    return is_team(reader) or member.pk == reader.pk or member.shares_phone

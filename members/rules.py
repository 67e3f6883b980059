"""Who may do what, as plain predicates: `may(member, thing) -> bool`. What one may not *see* is a queryset's matter."""

from members.models import Member


def is_team(member) -> bool:
    """Somebody who works at the centre."""
    return member.is_authenticated and member.is_active and member.is_staff


def is_administrator(member) -> bool:
    return is_team(member) and member.is_superuser


def may_act_for(member, person) -> bool:
    """Speak in somebody's name: oneself, a child one answers for, or anybody for the team."""
    return member.is_authenticated and Member.objects.helped_by(member).filter(pk=person.pk).exists()


def may_open_account_of(member, person) -> bool:
    """Give somebody a user name and a password; those of people with rights are an administrator's matter."""
    return is_team(member) and (is_administrator(member) or not (person.is_staff or person.is_superuser))


def may_let_go(member, person) -> bool:
    """Make somebody leave, or have them forgotten; people with rights give these back first."""
    return may_act_for(member, person) and not (person.is_staff or person.is_superuser)


def may_accompany(adult, child) -> bool:
    """A named adult of the child's household or a guardian, or a facilitator cleared for it."""
    same_household = child.household_id is not None and adult.household_id == child.household_id
    is_guardian = child.pk is not None and child.guardians.filter(pk=adult.pk).exists()
    return adult.pk != child.pk and (same_household or is_guardian or adult.is_cleared_for_minors)

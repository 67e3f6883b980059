"""Who may do what with the questionnaire, as plain predicates; what is the team's alone is `members.rules.is_team`."""

from surveys.models import Outing


def interviews(member) -> bool:
    """Goes out with the questionnaire: the team, and residents named on an outing."""
    return member.is_authenticated and (member.is_staff or Outing.objects.filter(interviewers=member).exists())


def may_tell(member, outing) -> bool:
    """Say how many people were met, and carry the outing's papers: the team, and those who go."""
    return member.is_authenticated and (member.is_staff or member in outing.interviewers.all())

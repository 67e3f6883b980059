"""The four accounts of the demo, to try Animons out from each side."""

from members.models import Member

PASSWORD = "deux-rives"
ACCOUNTS = {"resident": "odette", "resident facilitator": "karim", "staff": "nadia", "administrator": "admin"}


def say_accounts() -> list[str]:
    """One line per demo account that is in this database and still has the password of the demo."""
    members = {member.username: member for member in Member.objects.filter(username__in=ACCOUNTS.values())}
    return [
        f"  {role:<22} {username} / {PASSWORD}"
        for role, username in ACCOUNTS.items()
        if username in members and members[username].check_password(PASSWORD)
    ]

from django.core.management.base import BaseCommand, CommandError

from exchanges.demo.load import PASSWORD, NotEmpty, load_demo


class Command(BaseCommand):
    help = "Load an invented centre into an empty database, with four accounts to try Animons out."

    def handle(self, *args, **options):
        try:
            accounts = load_demo()
        except NotEmpty as error:
            raise CommandError("There are people in this database already: the demo is for an empty one.") from error
        roles = ("resident", "resident facilitator", "staff", "administrator")
        for role, member in zip(roles, accounts, strict=True):
            self.stdout.write(f"  {role:<22} {member.username} / {PASSWORD}")

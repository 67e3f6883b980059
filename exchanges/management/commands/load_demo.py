from django.core.management.base import BaseCommand, CommandError

from exchanges.demo.accounts import say_accounts
from exchanges.demo.load import NotEmpty, load_demo


class Command(BaseCommand):
    help = "Load an invented centre into an empty database, with four accounts to try Animons out."

    def handle(self, *args, **options):
        try:
            load_demo()
        except NotEmpty as error:
            raise CommandError("There are people in this database already: the demo is for an empty one.") from error
        for line in say_accounts():
            self.stdout.write(line)

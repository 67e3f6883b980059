from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from members.models import Member, Theme


class Command(BaseCommand):
    help = (
        "Makes everything ready to serve: database, cache, static files, starter catalogue. Run it after each update."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Load the invented demo centre into an empty database.")

    def handle(self, *, demo: bool, **options) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Theme.objects.exists():
            call_command("load_catalogue", stdout=self.stdout)
        if demo and not Member.objects.exists():
            call_command("load_demo", stdout=StringIO())

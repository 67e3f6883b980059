"""python manage.py roster SESSION_ID… -o FILE.pdf"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from exchanges.flows.rosters import fetch_for_papers, print_rosters
from exchanges.models import Session


class Command(BaseCommand):
    help = "Write the rosters of one or many sessions into one PDF."

    def add_arguments(self, parser):
        parser.add_argument("sessions", nargs="+", metavar="SESSION_ID", help="number or code of a session")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf", help="the PDF to write")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="fr")

    def handle(self, *, sessions: list[str], output: Path, language: str, **options):
        asked = list(dict.fromkeys(_find_session(word) for word in sessions))
        fetched = {session.pk: session for session in fetch_for_papers(Session.objects.filter(pk__in=asked))}
        with translation.override(language):
            pdf = print_rosters(sessions=[fetched[pk] for pk in asked])
        try:
            output.write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"Cannot write {output}: {error.strerror}.") from error
        self.stdout.write(f"{output}: {len(asked)} roster{'s' if len(asked) > 1 else ''}, {len(pdf)} bytes.")


def _find_session(word: str) -> int:
    """The primary key of the session of this number or code; a code wins, as it may be all figures."""
    session = Session.objects.filter(code=word.upper()).first()
    if session is None and word.isdecimal():
        session = Session.objects.filter(pk=int(word)).first()
    if session is None:
        raise CommandError(f"No session has the number or the code {word}.")
    return session.pk

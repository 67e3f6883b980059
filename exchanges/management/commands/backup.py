from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exchanges.backup.write import write_backup


class Command(BaseCommand):
    help = "Write everything (people, wishes, groups, sessions, files) to one file. Keep it in a safe place."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            rows = write_backup(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror or error}") from error
        self.stdout.write(f"{file}: {sum(rows.values())} rows, {file.stat().st_size // 1024 + 1} KB.")

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from exchanges.backup.read import Damaged, OtherVersion, check_backup, restore_backup


class Command(BaseCommand):
    help = "Put a backup back in the place of everything. A damaged file is refused and the present data stays."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is whole")
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing the present data")

    def handle(self, *args, file, **options):
        try:
            manifest = check_backup(file)
            made_at = timezone.localtime(datetime.fromisoformat(manifest["made_at"]))
            self.stdout.write(f"{file}: whole, made on {made_at:%Y-%m-%d %H:%M}.")
            if options["check"]:
                return
            if not options["yes"] and not _is_confirmed():
                raise CommandError("Nothing was changed.")
            rows = restore_backup(file)
        except (Damaged, OtherVersion) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(rows.values())} rows are back.")


def _is_confirmed() -> bool:
    """Nobody at the keyboard, as in a script without --yes, is a no."""
    try:
        return input("Replace everything by this backup? Type yes: ").strip() == "yes"
    except EOFError:
        return False

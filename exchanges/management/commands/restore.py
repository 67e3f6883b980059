from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

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
            self.stdout.write(f"{file}: whole, made on {manifest['made_at'][:16].replace('T', ' ')}.")
            if options["check"]:
                return
            if not options["yes"] and input("Replace everything by this backup? Type yes: ").strip() != "yes":
                raise CommandError("Nothing was changed.")
            rows = restore_backup(file)
        except (Damaged, OtherVersion) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(rows.values())} rows are back.")

import logging

from django.core.management.base import BaseCommand, CommandError

from config.daily import VERBS

logger = logging.getLogger("animons.daily")


class Command(BaseCommand):
    help = "Does what the calendar asks for: reminders, proposals that expire, old files. Run it every hour."

    def handle(self, **options) -> None:
        failed = []
        for verb in VERBS:
            try:
                verb()
            except Exception:
                logger.exception("%s failed", verb.__name__)
                failed.append(verb.__name__)
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The reason is in the log above.")

import logging

from django.core.management.base import BaseCommand, CommandError

from config import daily

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what the calendar asks for: reminders, proposals that expire, old files. Run it every hour."

    def handle(self, **options) -> None:
        failed = []
        for verb in daily.VERBS:
            try:
                verb()
            except Exception:
                logger.exception("%s failed", verb.__name__)
                failed.append(verb.__name__)
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The reason is in the log above.")

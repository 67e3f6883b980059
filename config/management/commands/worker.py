import threading

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from config.health import keep_beating
from exchanges.flows.comparisons import take_up_silent_comparisons
from exchanges.flows.rounds import take_up_silent_rounds

TAKES_UP = (take_up_silent_rounds, take_up_silent_comparisons)


class Command(DatabaseWorker):
    """The worker of django-tasks, which also says that it lives (see `config.health`).

    It takes up the moulines and the comparisons that another worker left when it was killed.
    """

    help = "Runs the background tasks: mails, imports, moulines."

    def handle(self, **options) -> None:
        threading.Thread(target=keep_beating, args=TAKES_UP, daemon=True).start()
        super().handle(**options)

import threading

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from config.health import keep_beating


class Command(DatabaseWorker):
    """The worker of django-tasks, which also says that it lives (see `config.health`)."""

    help = "Runs the background tasks: mails, imports, moulines."

    def handle(self, **options) -> None:
        threading.Thread(target=keep_beating, daemon=True).start()
        super().handle(**options)

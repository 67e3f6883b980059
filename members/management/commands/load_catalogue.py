"""`python manage.py load_catalogue`: the starter catalogue and its everyday words."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from members.flows.starter_catalogue import load_starter_catalogue


class Command(BaseCommand):
    help = "Load the starter catalogue. What the centre changed stays as it is; a second run creates nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--add-words",
            action="store_true",
            help="also add missing everyday words to savoirs that were already there",
        )

    def handle(self, *, add_words: bool, **options) -> None:
        loaded = load_starter_catalogue(add_words=add_words)
        self.stdout.write(f"{loaded.themes} themes, {loaded.skills} savoirs, {loaded.terms} everyday words created.")

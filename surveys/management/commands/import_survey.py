"""Bring a past survey in from a sheet, from the command line."""

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.management.sheets import ImportCommand
from members.sheets.fields import Kind
from members.sheets.plans import Plan
from surveys.flows.survey_writing import begin_past_edition, survey_trade
from surveys.models import Edition


class Command(ImportCommand):
    help = "Brings a past survey in from a .csv or .xlsx sheet. Bringing the same sheet in twice changes nothing."
    kind = Kind.SURVEY

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--edition",
            default="",
            help="name or address of the edition the sheets belong to: the last one unless said; a new name begins a "
            "past edition with the founding questions",
        )

    def handle(self, *args, **options) -> None:
        with transaction.atomic():
            edition = self._find_edition(options["edition"], options["file"].stem)
            self.trade, self.into = survey_trade(edition), str(edition.pk)
            self.stdout.write(str(edition))
            try:
                super().handle(*args, **options)
            except Refused as refusal:
                raise CommandError(" ".join(refusal.sentences)) from refusal
            transaction.set_rollback(options["dry_run"])

    def _find_edition(self, said: str, file_name: str) -> Edition:
        published = Edition.objects.exclude(versions__published_on=None).distinct()
        if not said:
            return published.order_by("opens_on", "pk").last() or begin_past_edition(name=file_name[:80])
        if found := Edition.objects.filter(Q(slug=said) | Q(name=said)).first():
            return found
        return begin_past_edition(name=said[:80])

    def _say(self, plan: Plan, *, dry_run: bool) -> None:
        super()._say(plan, dry_run=dry_run)
        heard = plan.counts()
        self.stdout.write(
            _("Heard in the open answers: %(offers)s offers, %(requests)s requests, %(to_place)s to place.") % heard
        )

import datetime
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.rounds import RoundUnderWay, ask_for_round, run_round
from exchanges.models import Round
from exchanges.rounds import overview
from exchanges.rounds.calendar import period_of


class Command(BaseCommand):
    help = "Grind offers against requests and propose small collective sessions, with their reasons."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="first_day", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--weeks", type=int, choices=range(1, 14), metavar="1-13")
        parser.add_argument(
            "--json", action="store_true", help="print the round as JSON, with row numbers and no names"
        )

    def handle(self, *args, first_day, weeks, **options):
        first_day, last_day = period_of(first_day=first_day, weeks=weeks, today=timezone.localdate())
        try:
            round_ = ask_for_round(by=None, first_day=first_day, last_day=last_day, in_background=False)
        except RoundUnderWay as error:
            raise CommandError("A mouline is already under way. Wait for it, or stop it from its page.") from error
        round_ = run_round(round_=round_)
        if round_.state != Round.State.DONE:
            raise CommandError(f"The mouline failed: {round_.error}")
        if options["json"]:
            self.stdout.write(json.dumps(overview.as_plain_values(round_), ensure_ascii=False, indent=1))
        else:
            self._say(round_)

    def _say(self, round_: Round) -> None:
        figures = overview.figures_of(round_)
        served = {"served": round_.requests_served, "total": round_.requests_total}
        self.stdout.write(f"{round_.first_day} – {round_.last_day} · {overview.quality_of(round_)}")
        self.stdout.write(_("%(served)s requests out of %(total)s find their group") % served)
        self.stdout.write(_("%(groups)s groups, %(people)s people") % figures)
        for card in overview.cards_of(overview.proposals_of(round_)):
            self.stdout.write(f"\n{card.title} · {card.when} · {card.where}")
            self.stdout.write(f"  {', '.join(card.sharer_names)} → {', '.join(card.learner_names)}")
            for sentence in card.reasons:
                self.stdout.write(f"  - {sentence}")
        self.stdout.write("")
        for line in overview.waiting_lines(overview.unserved_of(round_)):
            self.stdout.write(f"{line.who} · {line.words} : {line.reason} {line.unblock}")

"""python manage.py recognise PHRASES.csv [--explain]"""

import csv
from argparse import ArgumentParser
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from members.flows.words import centre_recogniser
from members.models import Skill
from members.recogniser import Candidate, Recogniser, Recognition, Term, Verdict
from members.recogniser.shipped import read_catalogue, read_terms
from members.sheet_sentences import say_error
from members.sheets.phrases import read_phrases
from members.sheets.table import SheetError

MOST_SKILLS = 3
SUREST_FIRST = (Verdict.ACCEPT, Verdict.ASK, Verdict.LEAVE, Verdict.NOTHING)


class Command(BaseCommand):
    help = (
        "Say which savoirs are heard in the phrases of a .csv, as .csv: the three likeliest and what to do with them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="PHRASES.csv", help="a .csv with a column “phrase”")
        parser.add_argument("--explain", action="store_true", help="add the words that spoke for each savoir")

    def handle(self, *, file: Path, explain: bool, **options) -> None:
        phrases = self._read(file)
        recogniser, names = self._find_ear()
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(_titles(explain))
        for phrase in phrases:
            writer.writerow(_line(recogniser.recognise(phrase), names, explain))

    def _read(self, file: Path) -> Iterator[str]:
        try:
            return read_phrases(file.read_bytes())
        except OSError as error:
            sentence = _("This file cannot be opened: %(file)s") % {"file": file}
            raise CommandError(sentence, returncode=2) from error
        except SheetError as error:
            raise CommandError(say_error(error), returncode=2) from error

    def _find_ear(self) -> tuple[Recogniser, Mapping[Hashable, str]]:
        """The centre's own catalogue with the names of its savoirs; the shipped one when the centre has none yet."""
        is_ready = Skill._meta.db_table in connection.introspection.table_names()
        names = dict(Skill.objects.values_list("pk", "name")) if is_ready else {}
        if names:
            return centre_recogniser(), names
        self.stderr.write(_("There is no savoir in the database: the catalogue that comes with Animons is used."))
        catalogue = [skill.name for skill in read_catalogue()]
        terms = [*(Term(name, name) for name in catalogue), *read_terms()]
        return Recogniser(terms), {name: name for name in catalogue}


def _titles(explain: bool) -> list[str]:
    numbers = range(1, MOST_SKILLS + 1)
    pairs = [title for number in numbers for title in (f"skill_{number}", f"confidence_{number}")]
    return ["phrase", *pairs, "verdict", *(f"words_{number}" for number in numbers if explain)]


def _line(recognition: Recognition, names: Mapping[Hashable, str], explain: bool) -> list[str]:
    likely = _likeliest(recognition)
    blanks = [""] * (MOST_SKILLS - len(likely))
    pairs = [cell for one in likely for cell in (names[one.skill], f"{one.confidence:.4f}")]
    spoke = [", ".join(one.spoke) for one in likely] + blanks if explain else []
    return [recognition.phrase, *pairs, *blanks, *blanks, _verdict(recognition), *spoke]


def _likeliest(recognition: Recognition) -> list[Candidate]:
    """The surest savoirs over all the parts, each once."""
    best: dict[Hashable, Candidate] = {}
    for part in recognition.parts:
        for one in part.candidates:
            if one.skill not in best or one.confidence > best[one.skill].confidence:
                best[one.skill] = one
    return sorted(best.values(), key=lambda one: -one.confidence)[:MOST_SKILLS]


def _verdict(recognition: Recognition) -> str:
    """That of the part we are surest of; a blank phrase holds nothing."""
    verdicts = {part.verdict for part in recognition.parts} or {Verdict.NOTHING}
    return next(verdict for verdict in SUREST_FIRST if verdict in verdicts)

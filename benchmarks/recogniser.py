"""How well the shipped ear hears phrases that no lexicon came from, how sure it says it is, and what it costs.

python -m benchmarks.recogniser                 the held-out phrases
python -m benchmarks.recogniser --practice      the phrases the confidence was fitted on
python -m benchmarks.recogniser SHEET.csv       a centre's sheet of residents: share accepted, asked, left
"""

import csv
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from members.recogniser import Recogniser, Verdict, split_cell
from members.recogniser.shipped import read_terms
from tests.members.recogniser.judging import Heard, Phrase, hear, measure, read_phrases

BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main(arguments: Sequence[str]) -> None:
    start = time.perf_counter()
    recogniser = Recogniser(read_terms())
    recogniser.recognise("tricot")
    print(f"loaded in {time.perf_counter() - start:.2f} s, {len(read_terms())} terms, {peak_memory()} MB")
    if arguments and arguments[0] != "--practice":
        tell_sheet(recogniser, Path(arguments[0]))
        return
    phrases = read_phrases("practice" if arguments else "heldout")
    figures = measure(recogniser, phrases)
    for name in figures.__dataclass_fields__:
        print(f"{name:<18} {getattr(figures, name):.1%}")
    start = time.perf_counter()
    for phrase in phrases:
        recogniser.recognise(phrase.text)
    print(f"{1000 * (time.perf_counter() - start) / len(phrases):.1f} ms a phrase, {peak_memory()} MB at most")
    tell_calibration(recogniser, phrases)


def tell_calibration(recogniser: Recogniser, phrases: Sequence[Phrase]) -> None:
    """Confidence of the savoir on top against how often it was the right one."""
    heard = [one for one in hear(recogniser, phrases, "one", "other", "unknown") if one.recognition.ranking]
    print(f"{'confidence':<14} {'phrases':>8} {'said':>6} {'true':>6}")
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        inside = [one for one in heard if low <= top(one) < high]
        if inside:
            said = sum(map(top, inside)) / len(inside)
            true = sum(one.is_first for one in inside) / len(inside)
            print(f"{low:.1f} to {min(high, 1):.1f}     {len(inside):>8} {said:>6.0%} {true:>6.0%}")


def top(heard: Heard) -> float:
    return heard.recognition.ranking[0].confidence


def tell_sheet(recogniser: Recogniser, path: Path) -> None:
    """What becomes of each wish in the columns whose header speaks of savoirs."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    cells = [cell for row in rows for title, cell in row.items() if "savoir" in title.casefold() and cell]
    parts = [part for cell in cells for wish in split_cell(cell) for part in recogniser.recognise(wish).parts]
    counts = Counter(part.verdict for part in parts)
    print(f"{len(parts)} wishes: " + ", ".join(f"{verdict} {counts[verdict] / len(parts):.1%}" for verdict in Verdict))


def peak_memory() -> int:
    """Megabytes this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])

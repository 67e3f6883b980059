"""How well the shipped ear hears phrases that no lexicon came from, how sure it says it is, and what it costs.

python -m benchmarks.recogniser                 the held-out phrases
python -m benchmarks.recogniser --practice      the phrases the confidence was fitted on
python -m benchmarks.recogniser SHEET.csv [PHRASES.csv]
        a centre's sheet of residents: share accepted, asked, left, before and after the clicks of « À classer »;
        without the shipped terms that are phrases of the second file, where the sheet was made of them
"""

import csv
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from members.folding import fold
from members.recogniser import Part, Recogniser, Term, Verdict, split_cell
from members.recogniser.shipped import read_terms
from tests.members.recogniser.judging import Heard, Phrase, hear, measure, read_phrases

BANDS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)


def main(arguments: Sequence[str]) -> None:
    if arguments and arguments[0] != "--practice":
        tell_sheet(*map(Path, arguments))
        return
    start = time.perf_counter()
    terms = read_terms()
    recogniser = Recogniser(terms)
    recogniser.recognise("une armoire normande")  # words of no term: the French word list is read too
    print(f"loaded in {time.perf_counter() - start:.2f} s, {len(terms)} terms, {peak_memory()} MB")
    phrases = read_phrases("practice" if arguments else "heldout")
    figures = measure(recogniser, phrases)
    for name in figures.__dataclass_fields__:
        print(f"{name:<18} {getattr(figures, name):.1%}")
    print(f"{time_phrases(recogniser, [phrase.text for phrase in phrases]):.1f} ms a phrase")
    slips = [f"{phrase.text} avec mes voizins" for phrase in phrases]
    print(f"{time_phrases(recogniser, slips):.1f} ms with one more word, mistyped; {peak_memory()} MB at most")
    tell_calibration(recogniser, phrases)


def time_phrases(recogniser: Recogniser, texts: Sequence[str]) -> float:
    """Milliseconds a phrase, on average."""
    start = time.perf_counter()
    for text in texts:
        recogniser.recognise(text)
    return 1000 * (time.perf_counter() - start) / len(texts)


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


def tell_sheet(sheet: Path, phrases: Path | None = None) -> None:
    """What becomes of each wish in the columns whose header speaks of savoirs, then once its groups are clicked.

    The savoir clicked is the one the whole lexicon hears first; a group that holds two takes two clicks.
    """
    shipped = read_terms()
    left_out = {fold(row["phrase"]) for row in read_rows(phrases)} if phrases else set()
    left_out -= {fold(term.skill) for term in shipped}
    terms = [term for term in shipped if fold(term.phrase) not in left_out]
    print(f"{len(terms)} terms, {len(shipped) - len(terms)} left out")
    cells = [cell for row in read_rows(sheet) for title, cell in row.items() if "savoir" in title.casefold() and cell]
    wishes = [wish for cell in cells for wish in split_cell(cell)]
    recogniser = Recogniser(terms)
    waiting = tell_verdicts(recogniser, wishes)
    whole = Recogniser(shipped)
    settled = [Term(best.skill if (best := whole.best(part.words)) else None, part.words, own=True) for part in waiting]
    clicks = {(recogniser.gist(term.phrase), term.skill) for term in settled}
    print(f"{len(waiting)} wait in {len({gist for gist, _skill in clicks})} groups; after {len(clicks)} clicks:")
    tell_verdicts(Recogniser([*terms, *settled]), wishes)


def tell_verdicts(recogniser: Recogniser, wishes: Sequence[str]) -> list[Part]:
    """Print the share of each verdict; the parts that wait for somebody."""
    parts = [part for wish in wishes for part in recogniser.recognise(wish).parts]
    counts = Counter(part.verdict for part in parts)
    print(f"{len(parts)} wishes: " + ", ".join(f"{verdict} {counts[verdict] / len(parts):.1%}" for verdict in Verdict))
    return [part for part in parts if part.verdict in (Verdict.ASK, Verdict.LEAVE)]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def peak_memory() -> int:
    """Megabytes this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])

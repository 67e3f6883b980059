"""What a roster costs: milliseconds of a first and of a next PDF, and its bytes.

python -m benchmarks.rosters
"""

import datetime
import statistics
import subprocess
import sys
import time

from exchanges.rosters import CentreHeader, Line, Roster, SessionHead, render_rosters

PEOPLE = (3, 8, 40)
SESSIONS_OF_A_WEEK = 20
TURNS = 15
COLD = "import benchmarks.rosters as b; print(b.time_one([b.make_roster(8)]))"


def make_roster(people: int) -> Roster:
    head = SessionHead(
        centre=CentreHeader("Centre social des Trois Rivières", "4 rue du Moulin, Vaubrune", "05 55 00 00 01"),
        title="Greffer un arbre",
        day=datetime.date(2027, 3, 13),
        start=datetime.time(10),
        end=datetime.time(12),
        place="Salle des Tilleuls",
        address="1 place de l’Orme, Vaubrune",
        code="K7P4M",
        destroy_after=datetime.date(2027, 9, 13),
    )
    lines = tuple(Line(f"Prénom{rank}", f"Nom{rank}") for rank in range(people))
    url = "https://animons.example/seances/K7P4M/terminer/"
    return Roster(head, lines, facilitators=("Julien DUBOIS",), sharers=("Fatou DIALLO",), close_url=url)


def time_one(rosters: list[Roster]) -> float:
    """Milliseconds to the bytes of the PDF."""
    start = time.perf_counter()
    render_rosters(rosters)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    cold = [float(subprocess.check_output([sys.executable, "-c", COLD])) for _turn in range(5)]
    print("| roster | people | milliseconds | kB |\n| --- | --- | --- | --- |")
    size = len(render_rosters([make_roster(8)])) / 1000
    print(f"| first of a process | 8 | {statistics.median(cold):.0f} | {size:.0f} |")
    cases = [("one session", people, [make_roster(people)]) for people in PEOPLE]
    cases.append((f"{SESSIONS_OF_A_WEEK} sessions of a week", "8 each", [make_roster(8)] * SESSIONS_OF_A_WEEK))
    for name, people, rosters in cases:
        size = len(render_rosters(rosters)) / 1000
        spent = statistics.median(time_one(rosters) for _turn in range(TURNS))
        print(f"| {name} | {people} | {spent:.0f} | {size:.0f} |")


if __name__ == "__main__":
    main()

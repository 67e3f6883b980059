"""What becomes of a centre's sheet of residents, and how long it takes.

python -m benchmarks.imports FILE.csv

The sheet is brought into an empty database with the starter catalogue, then a second time.
"""

import sys
import time
from pathlib import Path

from benchmarks.scratch import scratch_database


def main(path: Path) -> None:
    with scratch_database():
        from members.flows.starter_catalogue import load_starter_catalogue
        from members.models import Offer, Request

        load_starter_catalogue()
        first, first_seconds = bring_in(path)
        wishes = [skill for kind in (Offer, Request) for skill in kind.objects.values_list("skill", flat=True)]
        second, second_seconds = bring_in(path)
    counts, again = first.counts(), second.counts()
    print("| residents' sheet | first time | second time |\n| --- | --- | --- |")
    print(f"| lines | {len(first.lines)} | {len(second.lines)} |")
    print(f"| people created | {counts['create']} | {again['create']} |")
    print(f"| lines merged into a person | {counts['update'] + counts['same']} | {again['update'] + again['same']} |")
    print(f"| … of which something new | {counts['update']} | {again['update']} |")
    print(f"| refused | {counts['refused']} | {again['refused']} |")
    print(f"| held back as probable | {counts['probable']} | {again['probable']} |")
    print(f"| wishes recognised | {sum(skill is not None for skill in wishes)} | |")
    print(f"| wishes waiting in « À classer » | {wishes.count(None)} | |")
    print(f"| seconds | {first_seconds:.1f} | {second_seconds:.1f} |")


def bring_in(path: Path):
    """The plan, carried out, and the seconds it took from the file to the last row."""
    from members.flows.residents_import import plan_residents
    from members.flows.residents_writing import write_residents
    from members.models import SheetImport
    from members.sheets.fields import Kind
    from members.sheets.headers import guess_mapping
    from members.sheets.reading import read_sheet

    started = time.perf_counter()
    table = read_sheet(path.read_bytes(), path.name)
    plan = plan_residents(table=table, mapping=guess_mapping(table, Kind.RESIDENTS))
    sheet = SheetImport.objects.create(kind=Kind.RESIDENTS, file_name=path.name, content=b"")
    write_residents(plan=plan, sheet=sheet)
    return plan, time.perf_counter() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""One line of a venues' sheet -> what it says about one place."""

from dataclasses import dataclass

from members.folding import fold
from members.sheets.answers import names_a_home, read_places, read_yes_no
from members.sheets.halfdays import HalfDay, read_half_day_cell
from members.sheets.headers import Mapping
from members.sheets.names import tidy_place
from members.sheets.table import Remark, Row, Table

FEWEST_PLACES = 3


@dataclass(frozen=True)
class VenueLine:
    """None where the sheet says nothing."""

    line: int
    name: str = ""
    commune: str = ""
    places: int | None = None
    half_days: frozenset[HalfDay] | None = None
    accessible: bool | None = None
    address: str = ""
    refusals: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_venue(table: Table, row: Row, mapping: Mapping) -> VenueLine:
    """Read the mapped cells of a row. A private home is refused, and so is a place for fewer than three people."""
    cells = {
        code: row.cell(i).strip() for i, code in reversed(list(enumerate(mapping))) if code and row.cell(i).strip()
    }
    refusals: list[Remark] = []
    remarks: list[Remark] = []
    name = " ".join(cells.get("name", "").split())[:120]
    address = " ".join(cells.get("address", "").split())[:200]
    places = read_places(cells.get("places", ""))
    accessible = read_yes_no(cells.get("accessible", ""))

    if [fold(cell) for cell in row.cells] == [fold(header) for header in table.headers]:
        refusals.append(Remark("titles_again"))
    elif not name:
        refusals.append(Remark("no_venue_name"))
    elif names_a_home(name) or names_a_home(address):
        refusals.append(Remark("private_home", name))
    elif places is not None and places < FEWEST_PLACES:
        refusals.append(Remark("too_few_places", cells["places"]))
    if cells.get("places") and places is None:
        remarks.append(Remark("places_unclear", cells["places"]))
    if cells.get("accessible") and accessible is None:
        remarks.append(Remark("accessible_unclear", cells["accessible"]))

    found = [
        read_half_day_cell(table.headers[i], text)
        for i, code in enumerate(mapping)
        if code == "open_half_days" and (text := row.cell(i).strip())
    ]
    remarks += [Remark("half_days_unread", words) for half_days in found for words in half_days.unread]
    said = any(half_days.said for half_days in found)
    return VenueLine(
        line=row.line,
        name=name,
        commune=tidy_place(cells.get("commune", ""))[:120],
        places=places,
        half_days=frozenset().union(*(half_days.slots for half_days in found)) if said else None,
        accessible=accessible,
        address=address,
        refusals=tuple(refusals),
        remarks=tuple(remarks),
    )

"""Bring venues in from a sheet: the same steps as for residents (`members.flows.sheet_imports`)."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from exchanges.models import Venue, VenueOpening
from members.models import Commune, SheetImport
from members.sheets.communes import Gazetteer, commune_key
from members.sheets.halfdays import HalfDay
from members.sheets.headers import Mapping
from members.sheets.plans import Plan, PlannedLine, Verdict
from members.sheets.table import Remark, Table
from members.sheets.venues import VenueLine, read_venue

Key = tuple[str, str]


@dataclass
class Draft:
    """One place: what is known of it, and what its lines change. `places` counts everybody, sharers included."""

    name: str
    commune: str
    venue: Venue | None = None
    places: int | None = None
    accessible: bool = False
    address: str = ""
    openings: frozenset[HalfDay] = frozenset()
    openings_said: bool = False
    first_values: dict[str, object] = field(default_factory=dict)
    lines: list[PlannedLine] = field(default_factory=list)

    def changed(self) -> bool:
        return self.venue is None or any(getattr(self, name) != first for name, first in self.first_values.items())

    def take(self, said: VenueLine) -> PlannedLine:
        """Learn what a line says: the last line that says something of a place wins, open half-days add up."""
        line = PlannedLine(said.line, Verdict.SAME, self.name, self.commune, remarks=list(said.remarks))
        for name in ("places", "accessible", "address"):
            value = getattr(said, name)
            if value not in (None, "") and value != getattr(self, name):
                setattr(self, name, value)
                line.changes.append(Remark(f"set_{name}", str(value)))
        if said.half_days is not None:
            wanted = said.half_days | (self.openings if self.openings_said else frozenset())
            self.openings_said = True
            if wanted != self.openings:
                self.openings = wanted
                line.changes.append(Remark("set_openings", str(len(wanted))))
        self.lines.append(line)
        return line


_FIELDS = ("places", "accessible", "address", "openings")


@dataclass
class VenuesPlan(Plan):
    drafts: list[Draft] = field(default_factory=list)


def plan_venues(
    *, table: Table, mapping: Mapping, accept_probable: bool = False, decisions: Dict[int, str] | None = None
) -> VenuesPlan:
    """What will become of each line. A place is the same by its name and village; nothing is ever probable here."""
    drafts = _load_drafts()
    gazetteer = Gazetteer(Commune.objects.order_by("pk").values_list("name", flat=True))
    plan = VenuesPlan()
    for row in table.rows:
        plan.lines.append(_place(read_venue(table, row, mapping), drafts, gazetteer))
    plan.drafts = [draft for draft in drafts.values() if draft.lines]
    for draft in plan.drafts:
        _settle_lines(draft)
    return plan


def write_venues(
    *, plan: VenuesPlan, sheet: SheetImport, on_progress: Callable[[int], None] = lambda lines: None
) -> None:
    """Write each place in its own transaction; one that clashes with other work becomes a refused line."""
    lines_done = len(plan.lines) - sum(len(draft.lines) for draft in plan.drafts)
    for draft in plan.drafts:
        if draft.changed():
            try:
                _write(draft, sheet)
            except IntegrityError:
                for line in draft.lines:
                    line.verdict, line.changes = Verdict.REFUSED, []
                    line.reasons.append(Remark("not_saved"))
        lines_done += len(draft.lines)
        on_progress(lines_done)


def _load_drafts() -> dict[Key, Draft]:
    drafts: dict[Key, Draft] = {}
    for venue in Venue.objects.select_related("commune").prefetch_related("openings").order_by("pk"):
        draft = Draft(
            name=venue.name,
            commune=venue.commune.name,
            venue=venue,
            places=venue.capacity,
            accessible=venue.step_free,
            address=venue.address,
            openings=frozenset((opening.weekday, opening.period) for opening in venue.openings.all()),
        )
        draft.first_values = {name: getattr(draft, name) for name in _FIELDS}
        drafts[commune_key(venue.name), commune_key(venue.commune.name)] = draft
    return drafts


def _place(said: VenueLine, drafts: dict[Key, Draft], gazetteer: Gazetteer) -> PlannedLine:
    commune, across_a_slip = gazetteer.find(said.commune) if said.commune else ("", False)
    remarks = [Remark("commune_read_as", f"{said.commune} / {commune}")] if across_a_slip else []
    key = _find_key(said.name, commune or said.commune, drafts)
    refusals = list(said.refusals)
    if not refusals and not said.commune and key not in drafts:
        refusals.append(Remark("no_commune"))
    if not refusals and said.places is None and key not in drafts:
        refusals.append(Remark("no_places"))
    if refusals:
        return PlannedLine(said.line, Verdict.REFUSED, said.name, said.commune, refusals, remarks=list(said.remarks))
    if said.commune and not commune:
        gazetteer.add(said.commune)
        remarks.append(Remark("commune_new", said.commune))
    if key not in drafts:
        drafts[key] = Draft(_free_name(said.name, commune or said.commune, drafts), commune or said.commune)
        drafts[key].first_values = {name: getattr(drafts[key], name) for name in _FIELDS}
    line = drafts[key].take(said)
    line.remarks += remarks
    return line


def _find_key(name: str, commune: str, drafts: dict[Key, Draft]) -> Key:
    """The place of this name in this village; by its name alone when the line says no village and one place has it."""
    key = commune_key(name), commune_key(commune)
    long_key = commune_key(f"{name} ({commune})"), key[1]
    if key not in drafts and long_key in drafts:
        return long_key
    if not commune:
        namesakes = [known for known in drafts if known[0] == key[0]]
        return namesakes[0] if len(namesakes) == 1 else key
    return key


def _free_name(name: str, commune: str, drafts: dict[Key, Draft]) -> str:
    """« Salle des fêtes (Valmy) » when another village has a « Salle des fêtes »."""
    taken = any(known[0] == commune_key(name) for known in drafts)
    return f"{name} ({commune})"[:120] if taken else name


def _settle_lines(draft: Draft) -> None:
    for i, line in enumerate(draft.lines):
        if draft.venue is None and i == 0:
            line.verdict = Verdict.CREATE
        else:
            line.verdict = Verdict.UPDATE if line.changes and draft.changed() else Verdict.SAME


@transaction.atomic
def _write(draft: Draft, sheet: SheetImport) -> None:
    venue = draft.venue or Venue(name=draft.name, commune=Commune.objects.get_or_create(name=draft.commune)[0])
    venue.capacity, venue.step_free, venue.address = draft.places, draft.accessible, draft.address
    venue._history_user = sheet.uploaded_by
    venue.save()
    if draft.openings != draft.first_values["openings"]:
        venue.openings.all().delete()
        VenueOpening.objects.bulk_create(
            VenueOpening(venue=venue, weekday=weekday, period=period) for weekday, period in sorted(draft.openings)
        )

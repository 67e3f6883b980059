"""Invented sheets of residents, and what tests do with them."""

from collections import Counter

from members.flows.residents_import import plan_residents
from members.flows.residents_writing import write_residents
from members.models import Availability, Member, Offer, Request, SheetImport
from members.sheets.fields import Kind
from members.sheets.headers import guess_mapping
from members.sheets.reading import read_sheet

HEADERS = ("Nom", "Prénom", "né(e) en", "Village", "Tél", "Mél", "Je propose", "Je cherche", "Dispos")
BLANK = dict.fromkeys(HEADERS, "")


def make_sheet(*lines: dict[str, str]) -> bytes:
    """A `;` sheet: each line gives some columns of `HEADERS`, the others are empty. The first line is line 2."""
    rows = [HEADERS, *((BLANK | line).values() for line in lines)]
    return "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


def somebody(**cells: str) -> dict[str, str]:
    """Odile Pradelle of Valmy; keywords: nom, prenom, annee, village, tel, mel, propose, cherche, dispos."""
    keys = ("nom", "prenom", "annee", "village", "tel", "mel", "propose", "cherche", "dispos")
    names = dict(zip(keys, HEADERS, strict=True))
    return {"Nom": "Pradelle", "Prénom": "Odile", "Village": "Valmy"} | {
        names[key]: text for key, text in cells.items()
    }


def plan_of(content: bytes, **options):
    table = read_sheet(content)
    return plan_residents(table=table, mapping=guess_mapping(table, Kind.RESIDENTS), **options)


def bring_in(content: bytes, **options):
    """Plan and write; returns the plan as it ended."""
    plan = plan_of(content, **options)
    write_residents(plan=plan, sheet=SheetImport.objects.create(kind="residents", file_name="essai.csv", content=b""))
    return plan


def verdicts(plan) -> list[str]:
    return [str(line.verdict) for line in plan]


def everything() -> Counter:
    """All that a sheet of residents may write, to compare two moments."""
    found: Counter = Counter(
        Member.objects.order_by("pk").values_list(
            "pk", "first_name", "last_name", "birth_year", "said_age_band", "commune__name", "household__name",
            "phone", "email", "contact_email",
        )
    )  # fmt: skip
    found.update(Availability.objects.values_list("member_id", "weekday", "period"))
    for kind in (Offer, Request):
        found.update(
            (kind.__name__, *row) for row in kind.objects.values_list("member_id", "words", "skill_id", "state")
        )
    found["history"] = Member.history.count() + Offer.history.count() + Request.history.count()
    return found

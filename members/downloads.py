"""Files handed to the browser."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from members.sheets.writing import write_csv, write_xlsx

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def give_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def give_csv(lines: Iterable[Sequence[str | int]], name: str) -> HttpResponse:
    """Lines of a spreadsheet, headers first, formulas escaped; `name` without its ending."""
    return give_file(write_csv(lines), CSV, f"{name}.csv")


def give_xlsx(lines: Iterable[Sequence[str | int]], name: str) -> HttpResponse:
    """The same as a workbook."""
    return give_file(write_xlsx(lines), XLSX, f"{name}.xlsx")

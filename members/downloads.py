"""Files handed to the browser."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse

from members.sheets.writing import write_csv, write_csv_files, write_workbook, write_xlsx

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


def give_workbook(sheets: Mapping[str, Iterable[Sequence[str | int]]], name: str) -> HttpResponse:
    """Several sheets by their names, in one workbook."""
    return give_file(write_workbook(sheets), XLSX, f"{name}.xlsx")


def give_csv_files(sheets: Mapping[str, Iterable[Sequence[str | int]]], name: str) -> HttpResponse:
    """The same sheets, one .csv each, in a .zip."""
    return give_file(write_csv_files(sheets), "application/zip", f"{name}.zip")

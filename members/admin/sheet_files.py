"""The two kinds of spreadsheet files, and the admin classes that read or write them."""

import csv

from import_export.admin import ExportMixin, ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm

from members.admin.base import AnimonsAdmin, HistoryAdmin

MARK = "\ufeff"


class CentreCSV(CSV):
    """A `.csv` that spreadsheet programs open well in France: UTF-8 with its mark, and `;` between cells."""

    def export_data(self, dataset, **kwargs) -> str:
        return MARK + super().export_data(dataset, delimiter=";", **kwargs)

    def create_dataset(self, in_stream, **kwargs):
        first_line = in_stream.partition("\n")[0]
        delimiter = max(";,\t", key=first_line.count)
        try:
            return super().create_dataset(in_stream, delimiter=delimiter, **kwargs)
        except csv.Error as error:
            raise ValueError(str(error)) from error


class _Files:
    formats = import_formats = export_formats = [XLSX, CentreCSV]
    export_form_class = ExportForm


class SheetAdmin(_Files, ImportExportMixin, HistoryAdmin):
    """With history, and with spreadsheets both ways."""


class ExportAdmin(_Files, ExportMixin, HistoryAdmin):
    """With history, and with spreadsheets on the way out only."""


class PlainSheetAdmin(_Files, ImportExportMixin, AnimonsAdmin):
    """With spreadsheets both ways, for rows that keep no history."""

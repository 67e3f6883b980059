"""Figures that may be shown: tables of counts whose small cells are hidden, on the page and in a spreadsheet alike."""

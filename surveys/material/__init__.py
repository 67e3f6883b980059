"""The whole material of an edition as a spreadsheet, in which nobody can be found. `grouping` says how."""

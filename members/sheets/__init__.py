"""Read the spreadsheets that centres already have. Pure Python: no Django, no clock, no database.

    reading   bytes and a file name  -> Table (headers and rows, as text)
    headers   a Table                -> which field each column holds, a guess that a person may correct
    fields    the fields of each kind of sheet
    halfdays, phones, emails, names, years, answers
              one cell as people write it -> a value, and what was not understood

Nothing is dropped in silence: what a reader does not understand comes back as a `Remark`, a code with the
words concerned; the sentences for these codes live where screens and languages are known.
"""

"""People's own words find the right savoir. Pure Python: no Django, no database, no clock.

A phrase is cut into clauses (`clauses`), refusals set apart (`refusals`) and what sounds like no wish to learn marked
(`doubts`); then into words (`words`), reduced to stems (`stems`) and heard behind slips (`vocabulary`, with `french` to
tell a slip from a real word). Every term says what it makes of them (`scoring`); the words are shared out between
savoirs (`segments`, `reading`); `confidence` says how sure we may be, and `engine` turns it all into parts with a
verdict. `shipped` reads the words that come with Animons.
"""

from members.recogniser.answers import Candidate, Part, Recognition, Term, Verdict
from members.recogniser.clauses import split_cell
from members.recogniser.engine import Recogniser

__all__ = ["Candidate", "Part", "Recogniser", "Recognition", "Term", "Verdict", "split_cell"]

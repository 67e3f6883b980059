"""People's own words find the right savoir. Pure Python: no Django, no database, no clock.

A phrase is cut into clauses (`clauses`), refusals set apart; each clause is cut into words (`words`),
reduced to stems (`stems`), heard behind slips (`vocabulary`), and weighed against every term (`scoring`);
`engine` turns the scores into parts with a verdict. `shipped` reads the words that come with Animons.
"""

from members.recogniser.answers import Candidate, Part, Recognition, Term, Verdict
from members.recogniser.clauses import split_cell
from members.recogniser.engine import Recogniser

__all__ = ["Candidate", "Part", "Recogniser", "Recognition", "Term", "Verdict", "split_cell"]

"""What the machine code of plain rooms (`compiled`) needs to know of a person, as whole numbers."""

ALONE, OUTSIDER = -1, -2  # who comes along with somebody: nobody, or an adult from outside; else a person
NOBODY = -1  # in place of a group or a person
BANDS_ABOVE = 48  # a mark holds communes in its low bits, age bands above
COMMUNES = (1 << BANDS_ABOVE) - 1
MOST_BANDS = 14

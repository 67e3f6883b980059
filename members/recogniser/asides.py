"""Keys of words that are no savoir of the catalogue, heard beside the savoirs and weighed against them."""


class Aside(str):
    """Never equal to a savoir's key, even to one of the same letters."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


NOTHING = Aside("nothing")  # « rien », « un repas de quartier »
ELSEWHERE = Aside("elsewhere")  # a true savoir that no line of the catalogue holds: « natation »
BY_KIND = {"nothing": NOTHING, "elsewhere": ELSEWHERE}

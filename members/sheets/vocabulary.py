"""Write a list of words as a line of words."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, cut at spaces."""
    return frozenset(text.split())

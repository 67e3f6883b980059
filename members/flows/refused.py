"""How a verb says no."""


class Refused(Exception):
    """What the rules do not allow, in sentences made to be read by the person who asked; nothing was changed."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(str(sentence) for sentence in sentences))
        self.sentences = sentences

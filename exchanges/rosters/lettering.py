"""Which letters our fonts can draw, and text made safe to typeset.

PDF/UA refuses a page with a letter that no font can draw, and people's names hold anything: here a name always comes
out printable.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MAIN_FAMILY = "AtkinsonHyperlegible"
# What stands where letters cannot be drawn: room to write them by hand.
BLANK = "____"
# Signs our fonts lack, and what says the same.
STAND_INS = str.maketrans({"№": "N°"})
# Words this long may break anywhere, so that they stay inside their column.
LONGEST_UNBROKEN = 24
ZERO_WIDTH_SPACE = "\u200b"


def clean_text(text: str) -> str:
    """One line of text that our fonts can draw.

    Letters are composed, control and direction marks go, and each run of letters we cannot draw becomes a `BLANK`.
    """
    text = "".join(
        " " if c.isspace() and c not in "\u00a0\u202f" else c
        for c in unicodedata.normalize("NFC", text).translate(STAND_INS)
    )
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    text = re.sub(r" +", " ", text).strip()
    drawn = "".join(c if ord(c) in _drawable() else "\0" for c in text)
    drawn = re.sub(r"\0+", BLANK, drawn)
    return re.sub(rf"[^ \u00a0-]{{{LONGEST_UNBROKEN},}}", lambda word: ZERO_WIDTH_SPACE.join(word[0]), drawn)


def clean_data(value):
    """The same for every string of nested dicts, lists and tuples."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: clean_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_data(item) for item in value]
    return value


def find_foreign_letters(text: str) -> str:
    """The distinct letters of ``text`` that the main family lacks, sorted.

    Words that hold one are set whole in another family.
    """
    main = letters_of(f"{MAIN_FAMILY}-Regular.ttf")
    return "".join(sorted({c for c in text if ord(c) not in main and c != ZERO_WIDTH_SPACE and not c.isspace()}))


@cache
def letters_of(file_name: str) -> frozenset[int]:
    """The code points a shipped TrueType font maps to a glyph.

    Reads the ``cmap`` table in format 4, as the OpenType specification lays it out. Raises ValueError without one.
    """
    font = (FONTS / file_name).read_bytes()
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(struct.unpack_from(">H", font, 4)[0]))
    cmap = next(offset for tag, _checksum, offset, _length in tables if tag == b"cmap")
    for i in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHL", font, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", font, start)[0] == 4:
            return frozenset(_read_format_4(font, start))
    raise ValueError(f"{file_name} has no cmap table of format 4")


def _read_format_4(font: bytes, start: int):
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    # The last segment is always the closing mark 0xFFFF, which is no letter.
    for first, last in zip(starts[:-1], ends[:-1], strict=True):
        yield from range(first, last + 1)


@cache
def _drawable() -> frozenset[int]:
    return frozenset().union(*(letters_of(path.name) for path in FONTS.glob("*-Regular.ttf")))

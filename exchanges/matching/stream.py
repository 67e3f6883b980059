"""A large JSON object, read entry by entry: its longest lists never stand in memory as they are in the file."""

import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

Reader = Callable[[Any, str], Any]  # an entry of a list, and where it stands
ReaderOf = Callable[[str, dict[str, Any]], Reader | None]  # a list, and what was read before it

BATCH = 1000  # entries encoded at once

_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_spaces = re.compile(r"[ \t\n\r]*").match


class Ready(tuple[Any, ...]):
    """The entries of a list, read already."""


def digest_of(document: dict[str, Any]) -> str:
    """SHA-256 of a document with its keys in order and without spaces."""
    return sha256(_encode(document).encode()).hexdigest()


def read_by_entry(text: str, reader_of: ReaderOf) -> tuple[dict[str, Any], str]:
    """The object of `text`, where lists that have a reader are `Ready`; and its digest, as by `digest_of`.

    Raises ValueError when it is no JSON object.
    """
    document: dict[str, Any] = {}
    plain: dict[str, list[str]] = {}
    at = _expect(text, _skip(text, 0), "{")
    if text[at : at + 1] == "}":
        at += 1
    else:
        while True:
            name, at = _decode(text, at)
            if not isinstance(name, str):
                raise ValueError("a name is needed")
            at = _expect(text, _skip(text, at), ":")
            reader = reader_of(name, document) if text[at : at + 1] == "[" else None
            if reader is None:
                document[name], at = _decode(text, at)
                plain[name] = [_encode(document[name])]
            else:
                document[name], plain[name], at = _read_list(text, at, name, reader)
            at = _skip(text, at)
            if text[at : at + 1] != ",":
                break
            at = _skip(text, at + 1)
        at = _expect(text, at, "}")
    if _skip(text, at) != len(text):
        raise ValueError("something follows")
    return document, _digest(plain)


def _read_list(text: str, at: int, name: str, reader: Reader) -> tuple[Ready, list[str], int]:
    found: list[Any] = []
    plain: list[str] = []
    batch: list[Any] = []
    at = _skip(text, at + 1)
    more = text[at : at + 1] != "]"
    while more:
        entry, at = _decode(text, at)
        found.append(reader(entry, f"{name}[{len(found)}]"))
        batch.append(entry)
        if len(batch) == BATCH:
            plain.append(_encode(batch)[1:-1])
            batch = []
        at = _skip(text, at)
        more = text[at : at + 1] == ","
        if more:
            at = _skip(text, at + 1)
    if batch:
        plain.append(_encode(batch)[1:-1])
    return Ready(found), ["[", ",".join(plain), "]"], _expect(text, at, "]")


def _digest(plain: dict[str, list[str]]) -> str:
    digest = sha256(b"{")
    for piece in _joined(plain):
        digest.update(piece.encode())
    digest.update(b"}")
    return digest.hexdigest()


def _joined(plain: dict[str, list[str]]) -> Iterator[str]:
    for number, name in enumerate(sorted(plain)):
        yield ("," if number else "") + _encode(name) + ":"
        yield from plain[name]


def _skip(text: str, at: int) -> int:
    """The next place that is no space."""
    spaces = _spaces(text, at)
    return spaces.end() if spaces else at


def _expect(text: str, at: int, mark: str) -> int:
    """The place after a mark and the spaces behind it."""
    if text[at : at + 1] != mark:
        raise ValueError(f"{mark} is needed")
    return _skip(text, at + 1)

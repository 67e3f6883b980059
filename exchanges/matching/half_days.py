"""Sets of small whole numbers in a single one: a hundred thousand people's free half-days in a few megabytes."""

from collections.abc import Iterable, Iterator, Set

MOST = 1 << 16


class HalfDays(Set[int]):
    """A set of slots; equal to a frozenset of the same."""

    __slots__ = ("_bits",)

    def __init__(self, slots: Iterable[int] = ()) -> None:
        bits = 0
        for slot in slots:
            if slot >= MOST:
                raise ValueError("more half-days than any round has")
            bits |= 1 << slot
        self._bits = bits

    def __contains__(self, slot: object) -> bool:
        return isinstance(slot, int) and slot >= 0 and bool(self._bits >> slot & 1)

    def __iter__(self) -> Iterator[int]:
        return (slot for slot in range(self._bits.bit_length()) if self._bits >> slot & 1)

    def __len__(self) -> int:
        return self._bits.bit_count()

    def __hash__(self) -> int:
        return self._hash()

    @classmethod
    def _from_iterable(cls, slots: Iterable[int]) -> Set[int]:  # type: ignore[override]
        return frozenset(slots)

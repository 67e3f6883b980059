"""Fair, repeatable order between equals: a hash of (seed, what is ranked), so that nobody gains by being first."""

MASK = (1 << 64) - 1


def mix(seed: int, *values: int) -> int:
    """Hash whole numbers into 64 bits (splitmix64), the same on every machine and in every process."""
    state = seed & MASK
    for value in values:
        state = (state + 0x9E3779B97F4A7C15 + (value & MASK) * 0xD1342543DE82EF95) & MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
        state ^= state >> 31
    return state

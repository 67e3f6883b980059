"""A small instance as its file says it."""

from dataclasses import asdict

from exchanges.matching import Rules, Weights

SLOT_HERE, SLOT_LATER = 0, 1


def _member(number: int, *, distance: int) -> dict[str, object]:
    return {
        "id": number,
        "commune": 0,
        "max_distance": distance,
        "age_band": number % 2,
        "available": [SLOT_HERE],
        "max_share": 1,
        "max_learn": 1,
        "given": 1,
        "received": 1,
    }


INSTANCE: dict[str, object] = {
    "format": "kx-match-instance/1",
    "name": "small",
    "rules": asdict(Rules()),
    "weights": asdict(Weights()),
    "slots": [{"id": 0, "week": 0, "day": 1, "period": 2}, {"id": 1, "week": 0, "day": 3, "period": 2}],
    "communes": [{"id": 0, "name": "here", "x": 0, "y": 0}, {"id": 1, "name": "there", "x": 30, "y": 40}],
    "skills": [{"id": 0, "name": "bread"}],
    "venues": [
        {"id": 0, "commune": 0, "capacity": 8, "open": [SLOT_HERE]},
        {"id": 1, "commune": 1, "capacity": 8, "open": [SLOT_LATER]},
    ],
    "members": [_member(number, distance=50 if number == 3 else 49) for number in range(4)],
    "offers": [{"member": 0, "skill": 0, "level": 2, "max_learners": 7}],
    "requests": [{"member": number, "skill": 0, "min_level": 0, "waiting_weeks": number} for number in range(1, 4)],
    "met": [[2, 0]],
    "pinned": [],
    "refused": [],
}

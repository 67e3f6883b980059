"""Several processes that share the parts of a large round; what comes out never depends on how many they are.

A part has one owner, who keeps it and answers for it. Answers are put together in the order of the parts.
"""

from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from .workshop import Workshop

Task = tuple[str, tuple[Any, ...]]  # a method of Workshop, and what it is given


class Crew:
    """So many workshops, each in a process of its own; a single one works in this process."""

    def __init__(self, hands: int) -> None:
        self._alone = Workshop() if hands == 1 else None
        self._pipes: list[Connection] = []
        context = get_context("spawn")
        for _ in range(hands if hands > 1 else 0):
            ours, theirs = context.Pipe()
            context.Process(target=_serve, args=(theirs,), daemon=True).start()
            theirs.close()
            self._pipes.append(ours)
        self._owners: dict[int, int] = {}

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in self._pipes:
            pipe.close()

    def share(self, method: str, tasks: Mapping[int, Sequence[Any]]) -> dict[int, Any]:
        """Ask the owner of each part; a part without an owner is given one in turn."""
        for at, number in enumerate(tasks):
            self._owners.setdefault(number, at % max(1, len(self._pipes)))
        mine = [
            [(number, (method, (number, *given))) for number, given in tasks.items() if self._owners[number] == hand]
            for hand in range(max(1, len(self._pipes)))
        ]
        answers = self._ask([[task for _, task in part] for part in mine])
        found = {
            number: answer
            for part, answered in zip(mine, answers, strict=True)
            for (number, _), answer in zip(part, answered, strict=True)
        }
        return {number: found[number] for number in tasks}

    def everybody(self, method: str, *given: Any) -> list[Any]:
        """Ask every workshop the same."""
        return [answers[0] for answers in self._ask([[(method, given)]] * max(1, len(self._pipes)))]

    def _ask(self, tasks: Sequence[Sequence[Task]]) -> list[list[Any]]:
        if self._alone is not None:
            return [[getattr(self._alone, method)(*given) for method, given in tasks[0]]]
        for pipe, part in zip(self._pipes, tasks, strict=True):
            pipe.send(part)
        answers = [pipe.recv() for pipe in self._pipes]
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return answers


def _serve(pipe: Connection) -> None:
    workshop = Workshop()
    while True:
        try:
            tasks: Sequence[Task] = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send([getattr(workshop, method)(*given) for method, given in tasks])
        except Exception as error:
            pipe.send(error)

"""Whose turn it is: one table after the other, and at each table in the order of asking. Pure."""

from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """What waits, by table. A table that asks for ten things does not hold up one that asks once.

    The table that was served last comes last.
    """

    def __init__(self) -> None:
        self._tables: dict[str, deque[T]] = {}

    def add(self, table: str, thing: T) -> None:
        """Put this at the end of its table's things."""
        self._tables.setdefault(table, deque()).append(thing)

    def take(self) -> T | None:
        """The next thing, or None."""
        table = next(iter(self._tables), None)
        if table is None:
            return None
        waiting = self._tables.pop(table)
        thing = waiting.popleft()
        if waiting:
            self._tables[table] = waiting
        return thing

    def clear(self) -> list[T]:
        """Take out all that waits."""
        waiting = list(self._in_order())
        self._tables.clear()
        return waiting

    def ahead(self, thing: T) -> int:
        """How many are served before this one."""
        for place, each in enumerate(self._in_order()):
            if each is thing:
                return place
        return 0

    def of(self, table: str) -> int:
        """How many things of this table wait."""
        return len(self._tables.get(table, ()))

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))

    def _in_order(self) -> Iterator[T]:
        longest = max(map(len, self._tables.values()), default=0)
        for place in range(longest):
            yield from (each[place] for each in self._tables.values() if len(each) > place)

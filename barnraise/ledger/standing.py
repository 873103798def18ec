"""What stands is what nothing replaces: a function of the set of lines, not of their order."""

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar
from uuid import UUID


class Line(Protocol):
    """The part of an entry that decides what stands."""

    @property
    def id(self) -> UUID: ...
    @property
    def field(self) -> str: ...
    @property
    def replaces(self) -> Collection[UUID]: ...


L = TypeVar("L", bound=Line)


def standing(lines: Iterable[L]) -> dict[str, list[L]]:
    """The standing lines of each field, in the order given.

    A line replaces only lines of its own field; a line replaced before it arrives never stands.
    """
    known = list(lines)
    replaced = {(line.field, key) for line in known for key in line.replaces}
    found: dict[str, list[L]] = {}
    for line in known:
        if (line.field, line.id) not in replaced:
            found.setdefault(line.field, []).append(line)
    return found

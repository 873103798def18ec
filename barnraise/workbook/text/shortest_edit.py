"""The shortest edit from one sequence to another (Myers 1986), within bounds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[int, int]  # a place in the one, and where the same stands in the other
Trail = list[dict[int, int]]  # by number of edits: how far each diagonal reached


@dataclass(slots=True)
class Budget:
    """Steps that comparisons may still take, all from the same."""

    steps: int


def shared_pairs(
    old: Sequence[str], new: Sequence[str], max_edits: int, budget: Budget
) -> list[Pair] | None:
    """What the shortest edit leaves as it is; None when it takes too many edits or steps."""
    if not old or not new:
        return []
    trail = _trail(old, new, max_edits, budget)
    return None if trail is None else _walk_back(old, new, trail)


def _trail(old: Sequence[str], new: Sequence[str], max_edits: int, budget: Budget) -> Trail | None:
    reach = {1: 0}
    trail: Trail = []
    for edits in range(min(len(old) + len(new), max_edits) + 1):
        trail.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            start = _start(reach, diagonal, edits)
            end = reach[diagonal] = _slide(old, new, start, start - diagonal)
            if end >= len(old) and end - diagonal >= len(new):
                return trail
            budget.steps -= 1 + end - start
            if budget.steps < 0:
                return None
    return None


def _slide(old: Sequence[str], new: Sequence[str], x: int, y: int) -> int:
    """How far both are the same from here."""
    while x < len(old) and y < len(new) and old[x] == new[y]:
        x, y = x + 1, y + 1
    return x


def _start(reach: dict[int, int], diagonal: int, edits: int) -> int:
    """Where a diagonal is entered: by a piece that came, or by one that went."""
    if _comes(reach, diagonal, edits):
        return reach[diagonal + 1]
    return reach[diagonal - 1] + 1


def _comes(reach: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal in {-edits, edits}:
        return diagonal == -edits
    return reach[diagonal - 1] < reach[diagonal + 1]


def _walk_back(old: Sequence[str], new: Sequence[str], trail: Trail) -> list[Pair]:
    """The pairs along the way that led to both ends."""
    x, y = len(old), len(new)
    pairs: list[Pair] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], x - y
        before = diagonal + 1 if _comes(reach, diagonal, edits) else diagonal - 1
        from_x = reach[before]
        from_y = from_x - before
        while x > max(from_x, 0) and y > max(from_y, 0) and old[x - 1] == new[y - 1]:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]

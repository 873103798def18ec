"""Points, path text and the few outlines every drawing needs; numbers with one decimal."""

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Span = tuple[float, float]


def number(value: float) -> str:
    """The shortest text with at most one decimal; never `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def line(points: Iterable[Point]) -> str:
    """An open path through the points."""
    return "M" + " ".join(f"{number(x)} {number(y)}" for x, y in points)


def closed(points: Iterable[Point]) -> str:
    """A closed path through the points."""
    return line(points) + "z"


def upright(x: float, top: float, bottom: float) -> str:
    """A plumb line."""
    return f"M{number(x)} {number(top)}V{number(bottom)}"


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The four corners, clockwise from the top left."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def between(start: Point, end: Point, part: float) -> Point:
    """The point that lies `part` of the way, 0 to 1."""
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def towards(start: Point, end: Point, distance: float) -> Point:
    """The point that lies `distance` on the way; never past the middle."""
    length = math.dist(start, end)
    return between(start, end, min(0.5, distance / length) if length else 0)


def rounded(corners: Sequence[Point], radius: float) -> str:
    """A closed path whose corners are rounded off."""
    text = ""
    for index, corner in enumerate(corners):
        before = towards(corner, corners[index - 1], radius)
        after = towards(corner, corners[(index + 1) % len(corners)], radius)
        text += "L" if text else "M"
        text += f"{number(before[0])} {number(before[1])}Q"
        text += " ".join(number(value) for value in (*corner, *after))
    return text + "z"


def jitter(index: int, salt: int) -> float:
    """A number from -1 to 1 that looks like chance and is always the same."""
    return ((index * 37 + salt * 101 + index * index * 11) % 17) / 8 - 1


def equal(span: Span, count: int, gap: float = 0) -> list[Span]:
    """The span cut into equal parts with a gap between each two."""
    width = (span[1] - span[0] + gap) / max(1, count)
    return [
        (span[0] + index * width, span[0] + (index + 1) * width - gap) for index in range(count)
    ]


def crack(start: Point, end: Point, across: Point = (1, 0), width: float = 6.5) -> str:
    """A jagged sliver from edge to edge: wide where it starts, narrow where it ends.

    `across` is the direction of both edges, so that the sliver ends exactly on them.
    """
    length = math.dist(start, end)
    steps = max(3, min(7, round(length / 17)))
    sway = min(7.0, 2.5 + length / 18)
    one, other = [], []
    for step in range(steps + 1):
        x, y = between(start, end, step / steps)
        off = (1 if step % 2 else -1) * sway * (0.8 + 0.25 * jitter(step, 3))
        half = width * (1 - 0.72 * step / steps) / 2
        one.append((x + across[0] * (off + half), y + across[1] * (off + half)))
        other.append((x + across[0] * (off - half), y + across[1] * (off - half)))
    return closed([*one, *reversed(other)])

"""One piece as it can be drawn: its outline and the lines that some looks add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from barnraise.ui.geometry import Point, box, closed, crack, line


@dataclass(frozen=True, slots=True)
class Shape:
    """Path texts; an empty text is not drawn. `corners` bound everything in it."""

    body: str
    corners: tuple[Point, ...]
    crack: str
    strike: str
    edge: str = ""  # the outline, where it is not the body's own
    seams: str = ""  # joints and boards
    door: str = ""  # what stands out from the seams: opening, frame and braces
    window: str = ""


def shape(
    corners: Sequence[Point],
    *,
    body: str = "",
    crack_path: str = "",
    strike: Iterable[Point] = (),
    seams: str = "",
) -> Shape:
    """A simple piece: cracked from top to bottom and struck from corner to corner, unless told."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    middle = (left + right) / 2
    lean = min(3.0, (right - left) / 12)
    return Shape(
        body=body or closed(corners),
        corners=tuple(corners),
        crack=crack_path or crack((middle + lean, top), (middle - lean, bottom)),
        strike=line(strike or ((left + 3, bottom - 3), (right - 3, top + 3))),
        seams=seams,
    )


def oblong(left: float, top: float, right: float, bottom: float, seams: str = "") -> Shape:
    """A plain upright box; one that is taller than wide cracks from side to side."""
    tall = bottom - top > 1.6 * (right - left)
    middle = (top + bottom) / 2
    slope = min(16.0, (bottom - top) / 8)
    across = crack((left, middle - slope), (right, middle + slope), (0, 1)) if tall else ""
    return shape(box(left, top, right, bottom), crack_path=across, seams=seams)

"""What a barn has around it when there is more to build: a silo, a fence, bales of straw."""

import math

from barnraise.ui.frame import GROUND
from barnraise.ui.geometry import Point, between, box, crack, equal, line, rounded
from barnraise.ui.shape import Shape, oblong, shape

SILO, SILO_TOP, DOME = (552.0, 628.0), 136.0, 44.0
FENCE_END, PICKET, PICKET_TOP = 30.0, 25.0, 298.0
BALES_START, BALE = 652.0, (40.0, 28.0)


def silo(count: int) -> list[Shape]:
    """Rings from the ground up; the last one is the dome."""
    if not count:
        return []
    heights = equal((SILO_TOP, GROUND), max(1, count - 1), 1.5)
    rings = [_ring(top, foot) for top, foot in reversed(heights)]
    return [*rings, _dome()] if count > 1 else [_dome(GROUND)]


def _ring(top: float, foot: float) -> Shape:
    left, right = SILO
    hoops = equal((top, foot), max(1, round((foot - top) / 26)))[:-1]
    return oblong(left, top, right, foot, "".join(line([(left, y), (right, y)]) for _, y in hoops))


def _dome(foot: float = SILO_TOP - 1.5) -> Shape:
    left, right = SILO
    middle, half = (left + right) / 2, (right - left) / 2
    curve: list[Point] = [
        (middle - half * math.cos(turn), SILO_TOP - 1.5 - DOME * math.sin(turn))
        for turn in (math.pi * step / 12 for step in range(13))
    ]
    ends: list[Point] = [(right, foot), (left, foot)] if foot > SILO_TOP else []
    return shape((*curve, *ends))


def fence(count: int) -> list[Shape]:
    """Pointed pickets, left of the barn."""
    step = min(PICKET, 170 / max(1, count))
    start = FENCE_END - count * step
    spans = [(start + index * step, start + (index + 1) * step - 4) for index in range(count)]
    return [_picket(left, right) for left, right in spans]


def _picket(left: float, right: float) -> Shape:
    middle, shoulder = (left + right) / 2, PICKET_TOP + (right - left) * 0.55
    corners = (
        (left, shoulder),
        (middle, PICKET_TOP),
        (right, shoulder),
        (right, GROUND),
        (left, GROUND),
    )
    rails = "".join(line([(left, y), (right, y)]) for y in (PICKET_TOP + 26, GROUND - 20))
    across = crack((left, 328), (right, 342), (0, 1), 5)
    return shape(corners, crack_path=across, seams=rails)


def bales(count: int) -> list[Shape]:
    """A stack: full rows from the ground up, each one bale shorter than the row below."""
    row = next(base for base in range(16) if base * (base + 1) / 2 >= count)
    made: list[Shape] = []
    left, foot = BALES_START, GROUND
    while len(made) < count:
        fits = min(row, count - len(made))
        made += [_bale(left + index * BALE[0], foot) for index in range(fits)]
        row, left, foot = row - 1, left + BALE[0] / 2, foot - BALE[1]
    return made


def _bale(left: float, foot: float) -> Shape:
    corners = box(left + 1, foot - BALE[1] + 2, left + BALE[0] - 1, foot)
    top, under = (corners[0], corners[1]), (corners[3], corners[2])
    twine = "".join(line([between(*top, part), between(*under, part)]) for part in (0.28, 0.72))
    return shape(corners, body=rounded(corners, 4), seams=twine)

"""The roof of two slopes a side, cut into any number of pieces, and where its underside runs."""

import math
from itertools import pairwise

from barnraise.ui.frame import MIDDLE
from barnraise.ui.geometry import Point, between, crack, line
from barnraise.ui.shape import Shape, shape

OUTER: tuple[Point, ...] = ((22, 204), (116, 86), (MIDDLE, 16), (444, 86), (538, 204))
INNER: tuple[Point, ...] = (
    (43.5, 220.5),
    (132.4, 108.7),
    (MIDDLE, 45.4),
    (427.6, 108.7),
    (516.5, 220.5),
)
EAVES = (75.8, 484.2)  # where the roof's underside meets the beams' upper side
CLEAR = 0.7
LOWER = 0.44  # the part of each side that lies below the knee


def roof_cuts(count: int) -> list[float]:
    """Where the roof is cut, 0 to 4, a unit a slope; at knees and ridge where it can be."""
    side = count / 2
    low = max(1, round(side * LOWER)) if count > 2 else 0
    cuts = [index / low for index in range(low)]
    high = side - low
    if low:
        cuts += [1 + index / high for index in range(int(high - 0.25) + 1)]
    else:
        cuts = [0]
    left = [cut for cut in cuts if cut < 2]
    ridge = [2.0] if count % 2 == 0 else []
    return [*left, *ridge, *(4 - cut for cut in reversed(left))] if count else []


def roof(count: int) -> list[Shape]:
    """Pieces along the roof; one that crosses a knee or the ridge bends with it."""
    cuts = roof_cuts(count)
    return [_slope(start, end) for start, end in pairwise(cuts)]


def _slope(start: float, end: float) -> Shape:
    gap = 0.008
    start, end = (start + gap if start else 0.0), (end - gap if end < 4 else 4.0)
    places = [start, *(bend for bend in (1.0, 2.0, 3.0) if start < bend < end), end]
    outer, inner = [_on(OUTER, place) for place in places], [_on(INNER, place) for place in places]
    courses = "".join(
        line(between(one, other, depth) for one, other in zip(outer, inner, strict=True))
        for depth in (0.36, 0.7)
    )
    middle = (start + end) / 2
    one, other = _on(OUTER, middle), _on(INNER, middle)
    thick = math.dist(one, other)
    across = ((one[1] - other[1]) / thick, (other[0] - one[0]) / thick)
    strike = [
        between(one, other, 0.15 + 0.7 * index / (len(places) - 1))
        for index, (one, other) in enumerate(zip(outer, inner, strict=True))
    ]
    return shape(
        (*outer, *reversed(inner)),
        crack_path=crack(one, other, across),
        strike=strike,
        seams=courses,
    )


def _on(profile: tuple[Point, ...], place: float) -> Point:
    index = min(3, int(place))
    return between(profile[index], profile[index + 1], place - index)


def under_roof(x: float) -> float:
    """The height at x below which the walls are free of the roof's outline."""
    for one, other in pairwise(INNER):
        if one[0] <= x <= other[0]:
            return between(one, other, (x - one[0]) / (other[0] - one[0]))[1] + CLEAR
    return INNER[0][1] + CLEAR

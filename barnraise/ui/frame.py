"""The barn's frame: foundation stones, posts and beams, each cut into any number."""

from barnraise.ui.geometry import Span, equal, jitter, line, rounded, upright
from barnraise.ui.shape import Shape, oblong, shape

LEFT, RIGHT, MIDDLE = 64.0, 496.0, 280.0
GROUND, SILL = 372.0, 339.0
PLATE, BEAM_TOP = 207.0, 180.0  # the beams' underside and upper side
DOOR_BAY = 212.0  # no post but the middle one stands further in than this


def stones(count: int) -> list[Shape]:
    """A row of stones with a level top, no two quite alike."""
    width = 468 / max(1, count)
    ends = [
        46 + (index + 0.09 * jitter(index, 7) * (0 < index < count)) * width
        for index in range(count + 1)
    ]
    return [_stone(index, (ends[index] + 1.5, ends[index + 1] - 1.5)) for index in range(count)]


def _stone(index: int, span: Span) -> Shape:
    left, right = span
    lean = min(4.0, (right - left) / 9)
    corners = (
        (left + lean * (0.9 + 0.6 * jitter(index, 1)), SILL + 1),
        (right - lean * (0.9 + 0.6 * jitter(index, 2)), SILL + 1),
        (right, SILL + 19 + 3 * jitter(index, 5)),
        (right - lean * (0.7 + 0.5 * jitter(index, 3)), GROUND),
        (left + lean * (0.7 + 0.5 * jitter(index, 4)), GROUND),
        (left, SILL + 17 + 3 * jitter(index, 6)),
    )
    return shape(corners, body=rounded(corners, min(7.0, (right - left) / 5)))


def post_spans(count: int) -> list[Span]:
    """Where the posts stand: at both ends, even between, and never in front of the door."""
    side, odd = count // 2, count % 2
    first = LEFT + 12
    even = first + (side - 1) * 2 * (MIDDLE - first) / max(1, count - 1)
    step = (min(even, DOOR_BAY) - first) / max(1, side - 1)
    half = min(24.0, 0.7 * step if side > 1 else 24.0) / 2
    left = [first + index * step for index in range(side)]
    middles = [*left, *([MIDDLE] if odd else []), *(2 * MIDDLE - x for x in reversed(left))]
    return [(middle - half, middle + half) for middle in middles]


def posts(count: int, *, beams: bool) -> list[Shape]:
    """Posts from the sill to the beams, or to the roof where there are none."""
    top = PLATE + 1 if beams else BEAM_TOP
    return [
        oblong(left, top, right, SILL - 1, upright((left + right) / 2, top + 10, SILL - 12))
        for left, right in post_spans(count)
    ]


def beams(count: int) -> list[Shape]:
    """One line of timber, joined with slanted scarfs and pegs."""
    spans = equal((60, 500), count, 2)
    return [_beam(span, index == 0, index == count - 1) for index, span in enumerate(spans)]


def _beam(span: Span, first: bool, last: bool) -> Shape:  # noqa: FBT001
    left, right = span
    slant = min(5.0, (right - left) / 6)
    start, end = (0 if first else slant), (0 if last else slant)
    corners = (
        (left + start, BEAM_TOP),
        (right + end, BEAM_TOP),
        (right - end, PLATE - 1),
        (left - start, PLATE - 1),
    )
    middle = (BEAM_TOP + PLATE) / 2
    pegs = "".join(
        f"{line([(x, middle)])}h.1" for x in ((left + 13, right - 13) if right - left > 40 else ())
    )
    return shape(corners, seams=pegs)

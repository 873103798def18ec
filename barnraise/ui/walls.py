"""The barn's walls: panels of upright boards, cut around the frame; some carry the door."""

from dataclasses import dataclass

from barnraise.ui.frame import BEAM_TOP, LEFT, MIDDLE, PLATE, RIGHT, SILL
from barnraise.ui.geometry import Point, Span, box, closed, crack, equal, line, upright
from barnraise.ui.openings import door, window
from barnraise.ui.roof import EAVES, INNER, under_roof
from barnraise.ui.shape import Shape

BOARD, FOOT, GAP, SEAM = 14.5, SILL - 1, 1, 2.5
WIDE, WIDER = 92.0, 116.0  # the least room for a door, and for one with a post in its middle


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands in front of the walls, above and below them."""

    posts: tuple[Span, ...] = ()
    beams: bool = False
    roof: bool = False
    stones: bool = False

    @property
    def below(self) -> float:
        """Where the wall starts again below the beams."""
        return PLATE if self.beams else BEAM_TOP

    @property
    def parted(self) -> bool:
        """Whether the gable and the wall below it show as two."""
        return self.beams or bool(self.posts)

    @property
    def middle_post(self) -> bool:
        """Whether a post stands in the middle of the door."""
        return any(left < MIDDLE < right for left, right in self.posts)

    def free(self, span: Span) -> list[Span]:
        """What no post hides."""
        spans, start = [], span[0]
        for left, right in self.posts:
            if right > start and left < span[1]:
                spans.append((start, left - 1))
                start = right + 1
        return [(left, right) for left, right in [*spans, (start, span[1])] if right - left > 0.5]

    def plumb(self, x: float, inset: float = 0) -> str:
        """The visible parts of a plumb line at x, from the roof to the sill."""
        if not self.parted:
            return upright(x, under_roof(x) + inset, FOOT - inset)
        above = EAVES[0] < x < EAVES[1] and under_roof(x) + 2 * inset < BEAM_TOP
        below = not any(left - 2 < x < right + 2 for left, right in self.posts)
        return (
            upright(x, under_roof(x) + inset, BEAM_TOP - GAP * self.beams - inset) if above else ""
        ) + (upright(x, self.below + inset, FOOT - inset) if below else "")


def walls(count: int, frame: Frame) -> list[Shape]:
    """Panels from left to right; the middle one, or the middle two, carry door and window."""
    return [_panel(span, frame, single=count % 2 == 1) for span in _panels(count, frame)]


def _panels(count: int, frame: Frame) -> list[Span]:
    inner = 2 - count % 2
    least = WIDER if frame.middle_post else WIDE
    if count <= inner or inner * (RIGHT - LEFT) / count >= least:
        return equal((LEFT, RIGHT), count, SEAM)
    start, end = MIDDLE - least / 2, MIDDLE + least / 2
    side = (count - inner) // 2
    return [
        *equal((LEFT, start - SEAM), side, SEAM),
        *equal((start, end), inner, SEAM),
        *equal((end + SEAM, RIGHT), side, SEAM),
    ]


def _panel(span: Span, frame: Frame, *, single: bool) -> Shape:
    parts, shown = _parts(span, frame)
    boards = max(1, round((span[1] - span[0]) / BOARD))
    joints = [right for _, right in equal(span, boards)][:-1]
    return Shape(
        body="".join(closed(part) for part in parts),
        corners=tuple(point for part in parts for point in part),
        crack="".join(crack(*_down(part)) for part in shown),
        strike="".join(line(_slant(part)) for part in shown),
        edge=_edge(span, frame),
        seams="".join(frame.plumb(x, 2) for x in joints),
        door=door(span, single=single, middle_post=frame.middle_post),
        window=window(span, single=single),
    )


def _parts(span: Span, frame: Frame) -> tuple[list[list[Point]], list[list[Point]]]:
    """The panel's visible parts, and those among them large enough to carry a mark."""
    if not frame.parted:
        whole = [*_top(span), (span[1], FOOT), (span[0], FOOT)]
        return [whole], [whole]
    above = (max(span[0], EAVES[0]), min(span[1], EAVES[1]))
    gable = [
        *_top(above),
        (above[1], BEAM_TOP - GAP * frame.beams),
        (above[0], BEAM_TOP - GAP * frame.beams),
    ]
    gables = [gable] if above[1] - above[0] > 1 else []
    rooms = [list(box(left, frame.below, right, FOOT)) for left, right in frame.free(span)]
    widest = sorted(rooms, key=_width)[-1:]
    return [*gables, *rooms], [part for part in [*gables, *widest] if _width(part) > 9]


def _width(part: list[Point]) -> float:
    return max(x for x, _ in part) - min(x for x, _ in part)


def _top(span: Span) -> list[Point]:
    bends = [x for x, _ in INNER if span[0] < x < span[1]]
    return [(x, under_roof(x)) for x in (span[0], *bends, span[1])]


def _ends(part: list[Point], x: float) -> Span:
    return max(min(y for _, y in part), under_roof(x)), max(y for _, y in part)


def _down(part: list[Point]) -> tuple[Point, Point]:
    """From the top to the foot, through the middle, a little out of plumb."""
    middle = min(x for x, _ in part) + _width(part) / 2
    lean = min(3.0, _width(part) / 12)
    foot = _ends(part, middle)[1]
    top = max(_ends(part, middle + side)[0] for side in (lean - 6, lean + 6))
    return (middle + lean, top), (middle - lean, foot)


def _slant(part: list[Point]) -> tuple[Point, Point]:
    """From corner to corner."""
    left, right = min(x for x, _ in part) + 3, max(x for x, _ in part) - 3
    tops, foot = (_ends(part, left)[0] + 4, _ends(part, right)[0] + 4), _ends(part, left)[1] - 3
    return (
        ((left, foot), (right, tops[1])) if tops[1] <= tops[0] else ((left, tops[0]), (right, foot))
    )


def _edge(span: Span, frame: Frame) -> str:
    """The panel's outline, but not where the frame already draws it."""
    sides = frame.plumb(span[0]) + frame.plumb(span[1])
    top = "" if frame.roof else line(_top(span))
    return sides + top + ("" if frame.stones else line([(span[0], FOOT), (span[1], FOOT)]))

"""Which part of the barn each course becomes, and the plain rows that very many pieces become."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from barnraise.ui.frame import GROUND, SILL, beams, post_spans, posts, stones
from barnraise.ui.geometry import Point
from barnraise.ui.roof import roof
from barnraise.ui.shape import Shape, oblong
from barnraise.ui.walls import Frame, walls
from barnraise.ui.yard import bales, fence, silo

PARTS = ("stone", "post", "beam", "roof", "wall", "silo", "fence", "bale")
FEWER = {1: ("wall",), 2: ("wall", "roof"), 3: ("stone", "wall", "roof")}  # still a whole barn
MAX_COURSES, MAX_PIECES, MAX_IN_A_COURSE = len(PARTS), 60, 15
BRICK, BRICKS_IN_A_ROW, MARGIN = (29.0, 26.0), 10, 10.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Shapes a course, the part each course is, the ground's height and the box around it all."""

    courses: tuple[tuple[str, tuple[Shape, ...]], ...]
    ground: float
    box: tuple[float, float, float, float]  # left, top, width, height
    plain: bool = False


@lru_cache(maxsize=64)
def lay_out(counts: tuple[int, ...], *, plain: bool = False) -> Layout:
    """The drawing for so many pieces a course; `plain` rows, no wider than needed, when asked."""
    if plain:
        return _rows(counts, min(BRICKS_IN_A_ROW, max(counts, default=1)))
    if (
        len(counts) > MAX_COURSES
        or sum(counts) > MAX_PIECES
        or max(counts, default=0) > MAX_IN_A_COURSE
    ):
        return _rows(counts)
    return _barn(dict(zip(FEWER.get(len(counts), PARTS), counts, strict=False)))


def _barn(counts: dict[str, int]) -> Layout:
    frame = Frame(
        posts=tuple(post_spans(counts.get("post", 0))),
        beams=counts.get("beam", 0) > 0,
        roof=counts.get("roof", 0) > 0,
        stones=counts.get("stone", 0) > 0,
    )
    courses = tuple((part, tuple(_part(part, count, frame))) for part, count in counts.items())
    ground = GROUND if frame.stones or not counts else SILL
    return Layout(courses, ground, _around([*_corners(courses), (30, ground), (530, ground)]))


def _part(part: str, count: int, frame: Frame) -> Sequence[Shape]:
    if part == "wall":
        return walls(count, frame)
    if part == "post":
        return posts(count, beams=frame.beams)
    makers = {
        "stone": stones,
        "beam": beams,
        "roof": roof,
        "silo": silo,
        "fence": fence,
        "bale": bales,
    }
    return makers[part](count)


def _corners(courses: Sequence[tuple[str, Sequence[Shape]]]) -> list[Point]:
    return [corner for _, shapes in courses for each in shapes for corner in each.corners]


def _around(corners: Sequence[Point]) -> tuple[float, float, float, float]:
    left, top = (min(point[axis] for point in corners) - MARGIN for axis in (0, 1))
    right, bottom = (max(point[axis] for point in corners) + MARGIN for axis in (0, 1))
    return left, top, right - left, bottom - top


def _rows(counts: Sequence[int], wide: int = BRICKS_IN_A_ROW) -> Layout:
    """Rows of bricks, the first course lowest; a long course takes several rows."""
    courses: list[tuple[str, tuple[Shape, ...]]] = []
    foot = 0.0
    for number, count in enumerate(counts):
        bricks = tuple(_brick(index, foot) for index in range(count))
        courses.append((PARTS[number % 5], bricks))
        foot -= BRICK[1] * max(1, -(-count // BRICKS_IN_A_ROW)) + 6
    return Layout(tuple(courses), 3, _around([(0, foot), (wide * BRICK[0], 3)]), plain=True)


def _brick(index: int, foot: float) -> Shape:
    row, place = divmod(index, BRICKS_IN_A_ROW)
    left, bottom = place * BRICK[0], foot - row * BRICK[1]
    return oblong(left + 1, bottom - BRICK[1] + 2, left + BRICK[0] - 1, bottom)

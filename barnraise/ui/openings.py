"""Doors with braces and a loft window, in one leaf or two."""

from collections.abc import Iterable

from barnraise.ui.frame import MIDDLE, SILL
from barnraise.ui.geometry import Span, box, closed, line, upright

TOP, FOOT = 238.0, SILL - 1
LOFT_TOP, LOFT_FOOT, LOFT_HALF = 98.0, 146.0, 23.0


def door(span: Span, *, single: bool, middle_post: bool) -> str:
    """What of the door hangs on this panel; nothing for most panels."""
    return "".join(
        _leaf(leaf) for leaf in _held(span, _leaves(single=single, middle_post=middle_post))
    )


def _leaves(*, single: bool, middle_post: bool) -> list[Span]:
    if middle_post:
        return [(MIDDLE - 54, MIDDLE - 15), (MIDDLE + 15, MIDDLE + 54)]
    if single:
        return [(MIDDLE - 40, MIDDLE + 40)]
    return [(MIDDLE - 46, MIDDLE - 1), (MIDDLE + 1, MIDDLE + 46)]


def _held(span: Span, leaves: Iterable[Span]) -> list[Span]:
    """The leaves whose middle is in the span, kept off its edges."""
    return [
        (max(left, span[0] + 2), min(right, span[1] - 2))
        for left, right in leaves
        if span[0] < (left + right) / 2 < span[1]
    ]


def _leaf(leaf: Span) -> str:
    left, right = leaf
    halves = [(TOP, FOOT)]
    if 1.7 * (right - left) < FOOT - TOP:
        middle = (TOP + FOOT) / 2
        halves = [(TOP, middle), (middle, FOOT)]
    braces = "".join(
        line([(left, top), (right, foot)]) + line([(right, top), (left, foot)])
        for top, foot in halves
    )
    rail = line([(left, halves[0][1]), (right, halves[0][1])]) if len(halves) > 1 else ""
    return closed(box(left, TOP, right, FOOT)) + braces + rail


def window(span: Span, *, single: bool) -> str:
    """What of the loft window sits in this panel."""
    left, right = MIDDLE - LOFT_HALF, MIDDLE + LOFT_HALF
    sashes = [(left, right)] if single else [(left, MIDDLE - 1), (MIDDLE + 1, right)]
    return "".join(_sash(sash, single=single) for sash in _held(span, sashes))


def _sash(sash: Span, *, single: bool) -> str:
    left, right = sash
    middle = (LOFT_TOP + LOFT_FOOT) / 2
    bars = line([(left, middle), (right, middle)])
    if single:
        bars += upright((left + right) / 2, LOFT_TOP, LOFT_FOOT)
    return closed(box(left, LOFT_TOP, right, LOFT_FOOT)) + bars

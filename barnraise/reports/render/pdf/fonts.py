"""The fonts of a document, and which characters they can show."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from barnraise.reports.render import font_files

FIRST, CHINESE, LAST = "Noto Sans", "Noto Sans CJK SC", "Noto Emoji"
_ITALIC = "Italic"  # no character depends on it


class _Folders:
    """The folders in which fonts lie; they are looked at when they are first wanted."""

    def __iter__(self) -> Iterator[str]:
        return iter(font_files.folders())


FOLDERS = _Folders()


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The families in the order in which a character looks for its glyph."""
    names = {_name(path) for path in font_files.files()} - {FIRST, CHINESE, LAST}
    return (FIRST, *sorted(names), CHINESE, LAST)


def _name(path: Path) -> str:
    if path.suffix == ".ttc":
        return CHINESE
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName())


@lru_cache(maxsize=1)
def covered() -> frozenset[str]:
    """Every character that one of the fonts can draw."""
    points: set[int] = set()
    for path in font_files.files():
        if _ITALIC not in path.name:
            points.update(_points(path))
    return frozenset(map(chr, points))


def _points(path: Path) -> set[int]:
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as fonts:
            return set().union(*(font.getBestCmap() for font in fonts if _is_chinese(font)))
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def _is_chinese(font: TTFont) -> bool:
    return bool(font["name"].getBestFamilyName() == CHINESE)

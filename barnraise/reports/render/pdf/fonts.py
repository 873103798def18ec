"""The fonts of a document, all from Python packages, and which characters they can show."""

from functools import lru_cache
from pathlib import Path

import manimgx_fonts
import manimgx_fonts_cjk
from fontTools.ttLib import TTCollection, TTFont

FOLDERS = tuple(str(Path(package.__path__[0])) for package in (manimgx_fonts, manimgx_fonts_cjk))
FIRST, CHINESE, LAST = "Noto Sans", "Noto Sans CJK SC", "Noto Emoji"
_ITALIC = "Italic"  # no character depends on it


def _files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in Path(folder).glob("*.[ot]t[fc]"))


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The families in the order in which a character looks for its glyph."""
    names = {_name(path) for path in _files()} - {FIRST, CHINESE, LAST}
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
    for path in _files():
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

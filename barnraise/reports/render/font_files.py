"""Where the fonts of documents lie: files known by their SHA-256, else the system's own Noto."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
KNOWN = Path(__file__).with_name("fonts.json")  # which files each package has, and their digests
FONTS = "*.[ot]t[fc]"
SYSTEM = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
OF_NOTO = ("NotoSans*-Regular.tt[fc]", "NotoSans*-Regular.otf", "NotoEmoji-Regular.ttf")


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """The fonts that say which characters can be drawn, of all that `folders` hold."""
    sound = [folder for folder in map(_folder, PACKAGES) if folder is not None]
    found = [path for folder in sound for path in sorted(folder.glob(FONTS))]
    return tuple(found if len(sound) == len(PACKAGES) else [*found, *_of_the_system()])


def folders() -> tuple[str, ...]:
    """The folders these files are in."""
    return tuple(dict.fromkeys(str(path.parent) for path in files()))


def unsound() -> list[str]:
    """The packages whose fonts are missing, or are not the files that were looked at once."""
    return [package for package in PACKAGES if _folder(package) is None]


def _folder(package: str) -> Path | None:
    """Where a package's fonts are, if they are all there, unchanged, and no others are."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    known = json.loads(KNOWN.read_text(encoding="utf-8"))[package]
    there = {path.name: _digest(path) for path in folder.glob(FONTS)}
    return folder if there == known else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_the_system() -> Iterator[Path]:
    """One file of each family of Noto Sans that the machine has; bold ones lie beside it."""
    for place in SYSTEM:
        folder = Path(place).expanduser()
        if folder.is_dir():
            yield from sorted(path for name in OF_NOTO for path in folder.rglob(name))

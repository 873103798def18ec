"""Where backups stand: names by the time they were made, and how many are kept."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

NAMED = re.compile(r"barnraise-(\d{4}-\d\d-\d\d-\d{4})(?:-(\d+))?\.barn(?:\.age)?")


def place(wanted: Path, now: datetime, *, ending: str = "") -> Path:
    """The file itself, or in a folder a name that is free: barnraise-2026-11-24-0842.barn."""
    if not wanted.is_dir():
        return wanted
    stem = f"barnraise-{now:%Y-%m-%d-%H%M}"
    names = (f"{stem}{end}.barn{ending}" for end in _ends())
    return next(path for name in names if not (path := wanted / name).exists())


def _ends() -> Iterator[str]:
    yield ""
    number = 2
    while True:
        yield f"-{number}"
        number += 1


def backups(folder: Path) -> list[Path]:
    """The backups in a folder that we named, the newest first."""
    named = [(found, path) for path in folder.iterdir() if (found := NAMED.fullmatch(path.name))]
    named.sort(key=lambda pair: (pair[0][1], int(pair[0][2] or 1)), reverse=True)
    return [path for _found, path in named]


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep`; answers what is gone."""
    gone = backups(folder)[keep:]
    for path in gone:
        path.unlink()
    return gone

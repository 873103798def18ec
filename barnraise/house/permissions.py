"""Keeps the data folder to the user who runs the program: no other user of the machine reads it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o077  # as a umask: nobody else may do anything with a new file
OTHERS = stat.S_IRWXG | stat.S_IRWXO
# What the program puts there. Nothing else is touched: the folder may be somebody's home.
DATABASE = "barnraise.sqlite3*"
KEPT = (
    DATABASE,
    "*.key",
    "*.lock",
    "backups",
    "joined",
    "assets",
    "assets.digest",
    "*.before-restore-*",
)


def others_may(path: Path) -> bool:
    """Whether anybody but the owner may do anything with it; Windows has other rules."""
    return os.name != "nt" and bool(path.stat().st_mode & OTHERS)


def make_private(folder: Path) -> None:
    """Make the folder where it is missing, and take it and what is ours in it from all others.

    What belongs to another user cannot be changed; the checks say so. A folder for everybody's
    files, such as /tmp, stays open.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shared = folder.stat().st_mode & stat.S_ISVTX
    for path in [*([] if shared else [folder]), *_ours(folder)]:
        with suppress(OSError):
            if others_may(path):
                path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def _ours(folder: Path) -> Iterator[Path]:
    """What the program put there; a link may lead to something that is not ours."""
    for pattern in KEPT:
        yield from (path for path in folder.glob(pattern) if not path.is_symlink())

"""The data folder: what may be read and written, the two keys, room on the disk, leftovers."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.checks import ERROR

from barnraise.house.backups.manifest import KEYS
from barnraise.house.checks import troubles
from barnraise.house.doctor.findings import Finding, Level, error, note, warning
from barnraise.house.env import Env

MB = 1_000_000
MIN_FREE = 200 * MB
JUST_NOW = 10  # seconds a command takes at most from reading its settings to looking here


def findings(env: Env) -> Iterator[Finding]:
    """What the folder shows without opening the database."""
    for found in troubles(env):
        level = Level.ERROR if found.level >= ERROR else Level.WARNING
        yield Finding(level, str(found.msg), str(found.hint or ""))
    yield from _room(env.data)
    yield from _keys(env.data)
    yield from _leftovers(env.data)


def _room(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data).free
    needed = max(MIN_FREE, 2 * _size(data))
    if free < needed:
        yield warning(
            f"Only {free / MB:,.0f} MB of disk are free at {data}.",
            f"Make room: saving and backups need some, at best {needed / MB:,.0f} MB.",
        )


def _size(data: Path) -> int:
    return sum(path.stat().st_size for path in data.glob("barnraise.sqlite3*"))


def _keys(data: Path) -> Iterator[Finding]:
    """Every start makes keys that are missing; beside an older database that is an alarm."""
    database = data / "barnraise.sqlite3"
    for name in KEYS:
        made = (data / name).stat().st_mtime
        fresh = time.time() - made < JUST_NOW
        if fresh and database.exists() and database.stat().st_mtime < made:
            yield error(
                f"{data / name} was missing, and a new one has just been made.",
                "Links made with the old one no longer open. Put its copy back, or restore.",
            )


def _leftovers(data: Path) -> Iterator[Finding]:
    for path in sorted(data.glob(".restoring-*")):
        yield note(f"{path} is left over from a restore that was cut off.", "Remove it.")
    for path in sorted(data.glob("*.before-restore-*")):
        yield note(f"{path} holds what was there before a restore.", "Remove it when all is well.")

"""Writes a file that is there complete and on disk, or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

OWNER_ALONE = 0o600
AS_USUAL = 0o666  # less what the umask takes away


@contextmanager
def atomic_file(
    path: Path, *, mode: int = OWNER_ALONE, keep_existing: bool = False
) -> Iterator[BinaryIO]:
    """A new file to write into, which gets the name `path` at the end of the block.

    When anything is raised, what was there before stays, and nothing else is left behind. With
    `keep_existing` a file that somebody else has put there meanwhile stays as well.
    """
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        handle = os.open(
            fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
        )
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not (keep_existing and _linked(fresh, path)):
            fresh.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):  # what was raised in the block matters more
            fresh.unlink(missing_ok=True)


def _linked(fresh: Path, path: Path) -> bool:
    """Whether the file has its name, or another one had it first; some folders know no links."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return True
    except OSError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Wait until a new name in this folder is on disk; some systems cannot, and need not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

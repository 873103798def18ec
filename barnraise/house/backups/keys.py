"""The two key files beside the database, put back with it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from barnraise.house.atomic_file import atomic_file
from barnraise.house.backups.swap import owned_like


def put_back(keys: Mapping[str, bytes], data: Path, stamp: str) -> Iterator[Path]:
    """Write the keys that differ, mode 0600; answers the names the old ones now have."""
    for name, key in keys.items():
        path = data / name
        if path.exists() and path.read_bytes() == key:
            continue
        if path.exists():
            kept = path.with_name(f"{name}.before-restore-{stamp}")
            os.link(path, kept)
            yield kept
        _write(path, key)


def _write(path: Path, key: bytes) -> None:
    with atomic_file(path) as file:
        file.write(key)
        file.flush()
        owned_like(file.fileno(), path.parent)
        os.utime(file.fileno(), (0, 0))  # old, and not one just made: the doctor looks

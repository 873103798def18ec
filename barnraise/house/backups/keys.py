"""The two key files beside the database, put back with it."""

import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from barnraise.house.backups.create import sync_folder
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
    sync_folder(data)


def _write(path: Path, key: bytes) -> None:
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    owned_like(fresh, path.parent)
    os.utime(fresh, (0, 0))  # an old key, and not one that was just made: the doctor looks
    fresh.replace(path)

"""The checksum of a backup: its last 64 bytes are the SHA-256 of all before them.

By hand: `head -c -64 FILE | sha256sum` and `tail -c 64 FILE` say the same.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from barnraise.house.backups.errors import BackupError

MARK = "barnraise-backup"  # the name of the archive's first member, so byte 30 says what this is
FIRST = b"PK\x03\x04"
BEFORE = b"SHA-256 of all before it: "
DIGITS = 64
CHUNK = 1 << 20


def add_checksum(file: BinaryIO) -> None:
    """Replace the last 64 bytes of a file, open to read and write, by a digest of the rest."""
    file.flush()
    digest = _digest(file)
    file.seek(-DIGITS, os.SEEK_END)
    file.write(digest)


def verify_checksum(file: BinaryIO, path: Path) -> None:
    """Raise BackupError for a file that is empty, foreign, cut off or changed since it was made."""
    head = file.read(30 + len(MARK))
    if not head:
        raise BackupError(f"{path} is empty.")
    if not _ours(head):
        raise BackupError(f"{path} is not a backup made by Barnraise.")
    tail = _tail(file)
    if not tail.startswith(BEFORE):
        raise BackupError(
            f"{path} is cut off: its end is missing. Fetch it again, or take another copy."
        )
    if _digest(file) != tail[-DIGITS:]:
        raise BackupError(
            f"{path} is damaged: it is not the same as when it was made. Take another copy."
        )


def _ours(head: bytes) -> bool:
    """Whether a file begins as ours do, as far as this one goes."""
    return FIRST.startswith(head[:4]) and MARK.encode().startswith(head[30:])


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - len(BEFORE) - DIGITS))
    return file.read()


def _digest(file: BinaryIO) -> bytes:
    """Of all but the last 64 bytes."""
    left = file.seek(0, os.SEEK_END) - DIGITS
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()

"""Who works on a data folder: one server with SQLite, any number with PostgreSQL, one restore.

The lock belongs to an open file, so it ends with the process, however that ends. A server's
worker process inherits it: as long as either lives, the folder is held.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from barnraise.house.env import UsageError

NAME = "running.lock"
BUSY = (
    "Barnraise is running on the data folder {data} already, or a backup is being restored there. "
    "Stop it first."
)

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str], *, shared: bool) -> None:
        if not shared:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[str], *, shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file, kind | fcntl.LOCK_NB)


def _opened(path: Path) -> IO[str]:
    """The file that is locked; on a disk that takes no changes it can still be looked at."""
    try:
        return path.open("a")
    except OSError:
        if not path.exists():
            raise
        return path.open()


@contextmanager
def hold(
    data: Path, *, shared: bool = False, timeout: float = 0, is_kept: bool = False
) -> Iterator[None]:
    """Be alone on the data folder (or among those who share it) until the block ends.

    `timeout` is in seconds: the worker of a server that was killed ends by itself. A lock that
    `is_kept` goes on in a program that takes the place of this one, for as long as that lives.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(data / NAME) as file:
        _take_within(timeout, file, data, shared=shared)
        os.set_inheritable(file.fileno(), is_kept)  # by a program that takes this one's place
        yield


def _take_within(timeout: float, file: IO[str], data: Path, *, shared: bool) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            return _take(file, shared=shared)
        except OSError as error:
            if time.monotonic() >= end:
                raise UsageError(BUSY.format(data=data)) from error
        time.sleep(0.05)


def is_held(data: Path) -> bool:
    """Whether a server or a restore works on this folder now."""
    try:
        with hold(data):
            return False
    except UsageError:
        return True

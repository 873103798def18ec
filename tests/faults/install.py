"""The install that servers of this run begin as: made once by a real first start, then copied.

What a first start itself does is tried in test_killed_starts.py and tests/house/cli/test_run.py.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults.server import Server, a_database, database_of, drop_database, make_database
from tests.house import install as on_sqlite


@dataclass(frozen=True)
class Install:
    """A data folder and, on PostgreSQL, the name of a database, as one start and stop left them."""

    data: Path
    database: str

    def copy_to(self, data: Path) -> None:
        """The same install in another folder; its database is copied by whoever makes one.

        On disk like the real one: a disk that fails later must not lose what the copy only wrote.
        """
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        for path in [data, *data.rglob("*")]:
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)


@cache
def first_install() -> Install:
    """Made when it is first asked for, and gone when this process ends."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return Install(on_sqlite.first_install(), "")
    data = Path(tempfile.mkdtemp(prefix="barnraise-install-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    name = make_database(url)
    atexit.register(drop_database, url, name)
    server = Server(data, database_of(url, name))
    server.start()
    server.stop()
    return Install(data, name)


@contextmanager
def a_server(data: Path, *, under: Sequence[str] = (), **environ: str) -> Iterator[Server]:
    """An install of its own that answers, on this run's engine; killed when the block ends."""
    install = first_install()
    install.copy_to(data)
    with a_database(install.database) as url:
        server = Server(data, url)
        try:
            server.start(under=under, **environ)
            yield server
        finally:
            server.kill()

"""The real server as a group of processes: started, killed, stopped and started again."""

import atexit
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from barnraise.house.instance_lock import is_held
from tests.deadline import DEADLINE, until
from tests.house.commands import BARNRAISE, barnraise, free_port, surroundings

ENGINES = {"sqlite", "postgresql"}
UNHURRIED = {"DJANGO_SETTINGS_MODULE": "tests.faults.settings"}


def engine() -> str:
    """The engine these tests run on: `make test` and `make faults` name PostgreSQL's address."""
    return "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"


class Server:
    """One install: a data folder, perhaps a PostgreSQL database, a port, and its process."""

    def __init__(self, data: Path, database_url: str = "") -> None:
        self.data, self.port, self.database_url = data, free_port(), database_url
        self.process: subprocess.Popen[bytes] | None = None
        handle, path = tempfile.mkstemp(prefix="barnraise-server-", suffix=".log")
        os.close(handle)
        self.log = Path(path)  # not in the data folder: a disk that is full would be said there
        atexit.register(self.log.unlink, missing_ok=True)
        data.mkdir(parents=True, exist_ok=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """What of ours its environment holds, beside the data folder."""
        return {"DATABASE_URL": self.database_url} if self.database_url else {}

    def start(self, *, under: Sequence[str] = (), **environ: str) -> None:
        """Start it (`under` a program such as strace) and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*under, *BARNRAISE, "run", "--port", str(self.port)],
                env=surroundings(self.data, **{**UNHURRIED, **self.environ, **environ}),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(self._answers_or_ended, lambda: f"it never answered:\n{self.said()}", pause=0.03)

    def _answers_or_ended(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"it ended:\n{self.said()}"
        return self.answers()

    def answers(self) -> bool:
        """Whether a page of it can be had now."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        try:
            line.request("GET", "/health/")
            line.getresponse().read()
        except (OSError, HTTPException):
            return False
        finally:
            line.close()
        return True

    @property
    def memory(self) -> int:
        """Bytes of all its processes: what is shared counts once (proportional set size)."""
        assert self.process is not None
        group, found = self.process.pid, 0
        for each in Path("/proc").glob("[0-9]*"):
            try:
                if int((each / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                    told = (each / "smaps_rollup").read_text()
                    found += 1_000 * int(re.findall(r"^Pss:\s+(\d+)", told, re.M)[0])
            except (OSError, IndexError):
                continue  # it ended meanwhile
        return found

    def kill(self) -> None:
        """Signal 9 to every process of it at once, as a power cut or a full memory would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Like Ctrl-C in a terminal, which reaches every process of the group."""
        self._end(signal.SIGINT)

    def _end(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        try:
            self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        self.process = None
        # A killed worker lets go of the folder a moment later.
        until(lambda: not is_held(self.data), "a process of the server outlived it")

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run another command on the same install, such as `backup`, to its end."""
        return barnraise(self.data, *words, **self.environ)

    def said(self) -> str:
        """Everything it printed since it was first started."""
        return self.log.read_text(errors="replace")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the program; `%s` stands for each of `values`."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as database:
                return database.execute(query.encode(), values).fetchall()
        path = f"file:{self.data / 'barnraise.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(path, uri=True, timeout=DEADLINE)) as database:
            return database.execute(query.replace("%s", "?"), values).fetchall()

    def forget_limits(self) -> None:
        """Let many workbooks be started from this one address."""
        change = "delete from partnerships_counter"
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as database:
                database.execute(change)
            return
        path = self.data / "barnraise.sqlite3"
        with closing(sqlite3.connect(path, timeout=DEADLINE, isolation_level=None)) as database:
            database.execute(change)


def make_database(url: str, template: str = "template1") -> str:
    """A new database on the server of `url`, as a copy of another; answers its name."""
    name = f"faults_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as there:
        there.execute(f'create database "{name}" template "{template}"'.encode())
    return name


def drop_database(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as there:
        there.execute(f'drop database if exists "{name}" with (force)'.encode())


def database_of(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def a_database(template: str = "") -> Iterator[str]:
    """The address of a PostgreSQL database of one's own, empty or a copy; "" on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = make_database(url, template or "template1")
    try:
        yield database_of(url, name)
    finally:
        drop_database(url, name)

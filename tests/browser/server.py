"""The real program, started as a person would, and its database to look into."""

import json
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import free_port, said_until, serving


@dataclass
class Server:
    """A running Barnraise: where it is, what it printed, what it keeps."""

    address: str
    data: Path
    said: deque[str] = field(default_factory=deque)

    def standing(self, slug: str, name: str) -> list[dict[str, object]]:
        """What stands in the field `name` of a workbook, by the database itself."""
        return [json.loads(value) for value in self._values(slug, name, STANDING)]

    def entries(self, slug: str, name: str) -> list[dict[str, object]]:
        """Everything ever kept in the field, oldest first."""
        return [json.loads(value) for value in self._values(slug, name, ENTRIES)]

    def forget_limits(self) -> None:
        """Many people come from this one address; each journey begins as if it were the first."""
        if not os.environ.get("DATABASE_URL"):
            path = self.data / "barnraise.sqlite3"
            with closing(sqlite3.connect(path, timeout=DEADLINE, isolation_level=None)) as database:
                database.execute("delete from partnerships_counter")

    def _values(self, slug: str, name: str, query: str) -> list[str]:
        if os.environ.get("DATABASE_URL"):
            pytest.skip("looks into SQLite")
        path = f"file:{self.data / 'barnraise.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(path, uri=True, timeout=DEADLINE)) as database:
            return [value for (value,) in database.execute(query, [slug, name])]


ENTRIES = """
    select entry.value from workbook_entry entry
    join workbook_workbook book on book.id = entry.log_id
    join partnerships_partnership partnership on partnership.id = book.partnership_id
    where partnership.slug = ? and entry.field like ? order by entry.version
"""
STANDING = ENTRIES.replace(
    "where", "join workbook_standing standing on standing.entry_id = entry.id where"
)


@contextmanager
def running(data: Path, *, name: str = "127.0.0.1", host: str = "") -> Iterator[Server]:
    """The program on a free port, called `name` by browsers; it must end without complaint."""
    named = {name: os.environ[name] for name in ["DATABASE_URL"] if os.environ.get(name)}
    port = free_port()
    server = Server(f"http://{name}:{port}", data)
    if host:
        named["HOST"] = host
    with serving(data, port, **named) as process:
        said_until(process, "Barnraise is at")
        reader = threading.Thread(target=server.said.extend, args=[process.stdout], daemon=True)
        reader.start()
        yield server
    reader.join(DEADLINE)
    complaints = [line for line in server.said if "Traceback" in line or line.startswith("ERROR")]
    assert not complaints, "".join(server.said)

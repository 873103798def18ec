"""The disk says no in the middle of everything: fsync, write and read errors from strace."""

import time
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.faults.aloud import (
    TEXT,
    health,
    reads,
    refused,
    sound_after_restart,
    stays_the_same,
    until_health,
)
from tests.faults.device import Device, NoReceipt
from tests.faults.figures import Tries, figure
from tests.faults.install import a_server
from tests.faults.server import Server, engine
from tests.faults.storm import Storm
from tests.faults.tracing import failing, need_strace

pytestmark = pytest.mark.skipif(engine() != "sqlite", reason="about SQLite's files")

# What fails, what health then says, and the status of a save.
ALWAYS = [
    ("fdatasync,fsync:error=EIO", "the disk has a fault", 503),
    ("pwrite64:error=ENOSPC", "the disk is full", 507),
    ("pwrite64:error=EROFS", "", 503),
]
SOMETIMES = [
    "fdatasync,fsync:error=EIO:when=2+3",
    "pwrite64:error=ENOSPC:when=7+41",
    "pwrite64:error=EIO:when=7+41",
    "pread64:error=EIO:when=3+17",
]


def files(server: Server) -> list[Path]:
    """The database's own files; the server's log may be written on."""
    return [server.data / f"barnraise.sqlite3{end}" for end in ("", "-wal")]


def test_a_disk_that_fails_is_told_and_nothing_is_acknowledged_until_it_works(folder: Path) -> None:
    name = "disk errors"
    need_strace(name)
    tries = Tries(name, engine=engine(), short=len(ALWAYS), long=30)
    with a_server(folder / "failing") as server:
        for number, chance in tries:
            which, reason, status = ALWAYS[number % len(ALWAYS)]
            storm = Storm(server, chance, many=8)
            visitor = Device(server.port, chance)
            visitor.open(storm.place)
            with storm.raging():
                storm.until(100)
                with failing(server, which, paths=files(server)):
                    assert reason in until_health(server, 503)
                    assert stays_the_same(storm, seconds=2)
                    found = refused(visitor)
                    assert (found.status, found.retry_after > 0) == (status, True)
                    assert "saved" in found.sentence
                    assert reads(visitor)
                    assert health(server)[0] == 503
                until_health(server, 200)
                storm.until(100)
                visitor.drain()
            storm.devices.append(visitor)
            tries.count(**sound_after_restart(storm))


def test_errors_now_and_then_lose_no_word_of_a_group(folder: Path) -> None:
    name = "disk errors now and then"
    need_strace(name)
    tries = Tries(name, engine=engine(), short=len(SOMETIMES), long=40)
    with a_server(folder / "sometimes") as server:
        for number, chance in tries:
            storm = Storm(server, chance, many=8)
            with storm.raging():
                storm.until(50)
                with failing(server, SOMETIMES[number % len(SOMETIMES)], paths=files(server)):
                    time.sleep(chance.uniform(1.0, 2.5))
                until_health(server, 200)
                storm.until(50)
            refusals = sum(each.unanswered for each in storm.devices)
            tries.count(refusals=refusals, **sound_after_restart(storm))


def test_words_that_never_reached_the_disk_are_not_called_a_duplicate(tmp_path: Path) -> None:
    """A write that failed is readable after a restart; the disk has it only after a new sync."""
    name = "unsynced words after a restart"
    need_strace(name)
    began = time.monotonic()
    broken = "fdatasync,fsync:error=EIO"
    with a_server(tmp_path) as server:
        device = Device(server.port, patience=DEADLINE)
        device.start()
        device.say(TEXT, text="Said before.")
        device.drain()
        with failing(server, broken):
            said = device.say(TEXT, text="Said while the disk was failing.")
            with pytest.raises(NoReceipt):
                device.send()
            server.kill()
        readable = server.rows("select count(*) from workbook_entry where key = %s", _hex(said.id))
        assert readable == [(1,)]  # the trap: it can be read
        server.start(
            under=["strace", "--seccomp-bpf", "-f", "-o", "/dev/null", "-e", f"inject={broken}"]
        )
        device.hang_up()
        with pytest.raises(NoReceipt, match=r"^503"):
            device.send()
        assert reads(device)
        server.stop()
        server.start()
        device.drain()
        assert said.id in device.acknowledged
    figure(name, engine=engine(), tries=1, seconds=time.monotonic() - began, called_kept=0)


def _hex(key: str) -> str:
    return key.replace("-", "")

"""`barnraise doctor` as a host uses it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.commands import barnraise
from tests.house.install import copy_install


@pytest.fixture
def started(tmp_path: Path) -> Path:
    return copy_install(tmp_path)


def test_a_fresh_install_is_well_and_a_damaged_one_is_told(started: Path) -> None:
    done = barnraise(started, "doctor")
    assert (done.returncode, done.stdout) == (0, "All is well.\n")
    path = started / "barnraise.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    done = barnraise(started, "doctor", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert not told["ok"]
    assert "damaged" in done.stdout or "cannot be read" in done.stdout
    assert "restore the newest backup" in done.stdout


def test_a_reference_to_nothing_is_told(started: Path) -> None:
    with closing(sqlite3.connect(started / "barnraise.sqlite3")) as database:
        database.execute("INSERT INTO instruments_offer (edition_id, place) VALUES (999, 1)")
        database.commit()
    done = barnraise(started, "doctor")
    assert done.returncode == 1
    assert "points to one that is not there" in done.stdout


def test_an_empty_folder_is_no_fault(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "doctor")
    assert done.returncode == 0
    assert "There is no database yet." in done.stdout

"""`barnraise backup`, `restore` and `doctor` as a host uses them, with real processes."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.backups.commands import answer, backed_up, rows
from tests.house.commands import barnraise, free_port, said_until, serving

ANY = "postgres"  # the database every server has


@pytest.fixture
def another_database() -> Iterator[str]:
    """An empty database on the server that the tests of this run use."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        pytest.skip("made in the PostgreSQL run")
    import psycopg

    name = f"drill_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def test_a_backup_is_made_beside_a_running_server_and_a_restore_waits_for_its_end(
    started: Path,
) -> None:
    with serving(started, free_port()) as process:
        said_until(process, "Barnraise is at")
        told = answer(started, "backup")
        refused = barnraise(started, "restore", told["file"], "--yes")
        second = barnraise(started, "run", "--port", str(free_port()))
    assert told["verified"]
    assert told["keys"] == ["links.key", "secret.key"]
    for done in (refused, second):
        assert done.returncode == 1
        assert "is running on the data folder" in done.stderr
    done = barnraise(started, "restore", told["file"], "--yes")
    assert done.returncode == 0, done.stderr
    assert " INFO barnraise.events: restored backup_of=" in done.stderr
    assert "What was there before is in" in done.stdout
    with serving(started, free_port()) as process:
        said_until(process, "Barnraise is at")


def test_a_script_has_to_say_yes(started: Path) -> None:
    path = backed_up(started, started / "asked.barn")
    done = barnraise(started, "restore", str(path))
    assert done.returncode == 1
    assert "Say --yes" in done.stderr


def test_a_restore_needs_no_database_and_brings_the_keys(started: Path, tmp_path: Path) -> None:
    path = backed_up(started, tmp_path / "moved.barn")
    empty = tmp_path / "elsewhere"
    answer(empty, "restore", str(path), "--yes")
    assert (empty / "links.key").read_bytes() == (started / "links.key").read_bytes()
    again = backed_up(empty, tmp_path / "again.barn")
    assert rows(again) == rows(path)


def test_only_the_newest_are_kept(started: Path, tmp_path: Path) -> None:
    for _time in range(2):
        told = answer(started, "backup", "-o", f"{tmp_path}/", "--keep", "1", "--no-verify")
    assert len(told["removed"]) == 1
    assert [*tmp_path.glob("*.barn")] == [Path(told["file"])]


@pytest.mark.parametrize("words", [["--keep", "0"], ["--keep", "2", "-o", "x.barn"]])
def test_keeping_needs_a_number_and_a_folder(started: Path, words: list[str]) -> None:
    done = barnraise(started, "backup", *words)
    assert done.returncode == 1
    assert done.stderr.startswith("barnraise: --keep needs")


@pytest.mark.parametrize("words", [["backup"], ["restore", "nowhere.barn", "--yes"]])
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, words: list[str]) -> None:
    done = barnraise(tmp_path, *words)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.engine
def test_the_drill_from_sqlite_to_postgresql_and_back(
    started: Path, tmp_path: Path, another_database: str
) -> None:
    one = backed_up(started, tmp_path / "one.barn")
    there = tmp_path / "there"
    told = answer(there, "restore", str(one), "--yes", DATABASE_URL=another_database)
    two = tmp_path / "two.barn"
    answer(there, "backup", "-o", str(two), DATABASE_URL=another_database)
    assert rows(two) == rows(one)
    back = tmp_path / "back"
    assert answer(back, "restore", str(two), "--yes")["epoch"] != told["epoch"]
    assert rows(backed_up(back, tmp_path / "three.barn")) == rows(one)
    assert answer(there, "doctor", DATABASE_URL=another_database)["ok"]


@pytest.mark.engine
def test_a_postgresql_somebody_is_connected_to_is_left_alone(
    started: Path, tmp_path: Path, another_database: str
) -> None:
    import psycopg

    path = str(backed_up(started, tmp_path / "one.barn"))
    with psycopg.connect(another_database):
        done = barnraise(tmp_path, "restore", path, "--yes", DATABASE_URL=another_database)
    assert done.returncode == 1
    assert "Other programs are connected" in done.stderr

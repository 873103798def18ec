"""A file is there whole, or what was there before is."""

import os
import stat
from pathlib import Path

import pytest

from barnraise.house.atomic_file import AS_USUAL, atomic_file


def write(path: Path, text: str, *, keep_existing: bool = False, mode: int = 0o600) -> None:
    with atomic_file(path, mode=mode, keep_existing=keep_existing) as file:
        for letter in text:
            file.write(letter.encode())


def test_it_takes_its_name_with_all_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "list"
    write(path, "old")
    with atomic_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [*tmp_path.iterdir()] == [path]


def test_whatever_is_raised_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list"
    write(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write(path, "half \ud800")
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_that_came_first_can_stay(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    write(path, "first", keep_existing=True)
    write(path, "second", keep_existing=True)
    assert path.read_text() == "first"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_without_links_takes_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "secret.key", "first", keep_existing=True)
    assert (tmp_path / "secret.key").read_text() == "first"


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise there")
def test_its_owner_alone_may_read_it_unless_that_is_not_meant(tmp_path: Path) -> None:
    write(tmp_path / "key", "secret")
    write(tmp_path / "report", "for everybody", mode=AS_USUAL)
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    umask = os.umask(0)
    os.umask(umask)
    assert kept == {"key": 0o600, "report": 0o666 & ~umask}

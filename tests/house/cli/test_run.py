"""`barnraise run` as a real process: first start, second start, a stop."""

import os
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import barnraise, free_port, said_until, serving, stop
from tests.house.install import copy_install


@pytest.fixture
def port() -> int:
    return free_port()


def test_it_serves_after_saying_its_address_and_stops_cleanly(tmp_path: Path, port: int) -> None:
    with serving(tmp_path, port) as process:
        said = said_until(process, f"Barnraise is at http://127.0.0.1:{port}")
        assert "bringing the database up to date" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=DEADLINE) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Security-Policy"]
        stop(process)
        assert process.returncode == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_a_file_in_the_folder_it_is_started_from_takes_no_module_s_place(
    tmp_path: Path, port: int
) -> None:
    folder, data = tmp_path / "folder", tmp_path / "data"
    folder.mkdir()
    (folder / "granian.py").write_text("raise SystemExit('this is not the server')\n")
    with serving(data, port, cwd=folder) as process:
        assert "this is not" not in said_until(process, "Barnraise is at")


def test_a_second_start_prepares_nothing_again(tmp_path: Path, port: int) -> None:
    with serving(copy_install(tmp_path), port) as process:
        said = said_until(process, "Barnraise is at")
    assert said == f"Barnraise is at http://127.0.0.1:{port}\n"


def test_a_private_link_is_in_no_log(tmp_path: Path, port: int) -> None:
    with serving(copy_install(tmp_path), port) as process:
        said_until(process, "Barnraise is at")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(
                f"http://127.0.0.1:{port}/open/w-secretsecret/", timeout=DEADLINE
            )
        stop(process)
        assert process.stdout is not None
        assert "secretsecret" not in process.stdout.read()


def test_the_built_in_question_set_is_offered_first(tmp_path: Path) -> None:
    done = barnraise(copy_install(tmp_path), "instrument", "list")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].endswith("(comes first)")


@pytest.fixture
def careless() -> Iterator[None]:
    """A shell that lets everybody read what is made in it, as most do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} {mode:o}"
        for path in [folder, *folder.rglob("*")]
        if (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077
    ]


@pytest.mark.usefixtures("careless")
def test_no_other_user_of_the_machine_reads_anything_of_the_data_folder(
    tmp_path: Path, port: int
) -> None:
    data = tmp_path / "made"
    with serving(data, port) as process:
        said_until(process, "Barnraise is at")
        assert barnraise(data, "backup", "--no-verify").returncode == 0
        assert (data / "barnraise.sqlite3-wal").exists()
        assert open_to_others(data) == []


@pytest.mark.usefixtures("careless")
def test_what_an_earlier_version_left_open_to_others_is_closed(tmp_path: Path, port: int) -> None:
    data, theirs = copy_install(tmp_path / "old"), tmp_path / "old" / "photo.jpg"
    for path in [data, *data.iterdir()]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    theirs.touch()
    with serving(data, port) as process:
        assert "Other users" not in said_until(process, "Barnraise is at")
        assert open_to_others(data) == ["photo.jpg 644"]  # it is not ours to change


@pytest.mark.usefixtures("careless")
def test_every_command_makes_a_data_folder_for_its_owner_alone(tmp_path: Path) -> None:
    report = ["report", "--all", "--format", "md"]
    for command in (["check"], ["doctor"], ["instrument", "list"], ["backup"], report):
        data = tmp_path / command[0]
        barnraise(data, *command)
        assert data.exists(), command
        assert stat.S_IMODE(data.stat().st_mode) == 0o700, command


SECRET = "postgresql://barnraise:a-password-of-the-host@127.0.0.1:1/nowhere"


def test_debugging_is_refused_where_others_can_come(tmp_path: Path, port: int) -> None:
    done = barnraise(tmp_path, "run", "--port", str(port), "--host", "0.0.0.0", BARNRAISE_DEBUG="1")
    assert done.returncode == 1
    assert "house.E006" in done.stderr


def test_a_wrong_host_is_never_shown_the_environment(tmp_path: Path, port: int) -> None:
    data, secret = copy_install(tmp_path), {"A_VARIABLE_OF_THE_HOST": SECRET}
    with serving(data, port, BARNRAISE_DEBUG="1", **secret) as process:
        said_until(process, "Barnraise is at")
        request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "evil.test"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=DEADLINE)
    assert refused.value.code == 400
    page = refused.value.read().decode()
    assert "DisallowedHost" in page  # the debugger's own page
    assert "a-password-of-the-host" not in page
    assert str(tmp_path) in page  # a control: settings are shown, and with them Env
    assert "database_url" not in page

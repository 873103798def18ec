"""`barnraise run` as a real process: first start, second start, a stop."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import barnraise, free_port, said_until, serving, stop


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


def test_a_second_start_prepares_nothing_again(tmp_path: Path, port: int) -> None:
    for _start in range(2):
        with serving(tmp_path, port) as process:
            said = said_until(process, "Barnraise is at")
    assert said == f"Barnraise is at http://127.0.0.1:{port}\n"


def test_a_private_link_is_in_no_log(tmp_path: Path, port: int) -> None:
    with serving(tmp_path, port) as process:
        said_until(process, "Barnraise is at")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(
                f"http://127.0.0.1:{port}/open/w-secretsecret/", timeout=DEADLINE
            )
        stop(process)
        assert process.stdout is not None
        assert "secretsecret" not in process.stdout.read()


def test_the_built_in_question_set_is_offered_first(tmp_path: Path, port: int) -> None:
    with serving(tmp_path, port) as process:
        said_until(process, "Barnraise is at")
    done = barnraise(tmp_path, "instrument", "list")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].endswith("(comes first)")

"""The command line: help, exit codes, sentences instead of tracebacks, JSON for scripts."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from barnraise.house.cli.main import main
from tests.deadline import DEADLINE
from tests.house.commands import barnraise, surroundings


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["run"],
        ["check"],
        ["backup"],
        ["restore"],
        ["doctor"],
        ["report"],
        ["instrument"],
        ["instrument", "check"],
        ["instrument", "list"],
        ["instrument", "publish"],
        ["instrument", "default"],
        ["workbook"],
        ["workbook", "export"],
        ["workbook", "import"],
    ],
)
def test_every_command_explains_itself(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert "usage: barnraise" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [[], ["sing"], ["run", "--port", "x"], ["report"], ["instrument"], ["instrument", "check"]],
)
def test_words_it_does_not_know_end_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_a_port_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "run", PORT="eighty")
    assert done.returncode == 1
    assert done.stderr == "barnraise: PORT must be a number from 1 to 65535, and it is 'eighty'.\n"


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = barnraise(tmp_path, "run", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"barnraise: Port {port} is in use already.")
    assert done.stderr.count("\n") == 1


def test_a_host_that_is_not_here_is_one_sentence(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "run", "--host", "192.0.2.1")
    assert done.returncode == 1
    assert done.stderr.startswith("barnraise: HOST 192.0.2.1 is not an address of this machine.")


def test_a_data_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    done = barnraise(tmp_path / "data", "check")
    assert done.returncode == 1
    assert done.stderr.startswith("barnraise: The data folder")
    assert done.stderr.count("\n") == 1


def test_a_setting_that_would_refuse_forms_stops_the_start(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "run", "--port", "18", BARNRAISE_URL="http://example.org", HOST="")
    assert done.returncode == 1
    assert "house.E003" in done.stderr or "Port 18" in done.stderr


def test_check_names_a_database_that_is_behind(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "check", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["ok"] is True
    assert [finding["id"] for finding in told["findings"]] == ["house.W010"]


def test_check_fails_when_the_database_does_not_answer(tmp_path: Path) -> None:
    lost = "postgresql://nobody:nothing@127.0.0.1:9/none?connect_timeout=1"
    done = barnraise(tmp_path, "check", DATABASE_URL=lost)
    assert done.returncode == 1
    assert "error: The database does not answer" in done.stdout
    assert "Traceback" not in done.stderr


HEAVY = ("barnraise.house.urls", "docx", "icalendar", "openpyxl", "pypdf", "typst")
LOADED = f"""
import gc, sys
from barnraise.house.cli.main import main
print(main(["instrument", "list"]), main(["report", "--format", "fax", "--all"]))
print(gc.isenabled(), gc.get_freeze_count() > 10_000)
print([name for name in {HEAVY} if name in sys.modules])
from barnraise.reports import formats
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_a_command_loads_only_what_it_needs_and_the_collector_passes_it_over(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    ended, collector, loaded, control = done.stdout.splitlines()
    assert (ended, collector, loaded) == ("1 1", "True True", "[]")
    assert control == str([*HEAVY[1:]])  # else this would pass once a library has another name

"""The tests keep rules of their own: no number says how long to wait, and helpers have a module."""

import re
from pathlib import Path

import pytest

from tests.docs.papers import text_of
from tools.step import ROOT

TESTS = sorted((ROOT / "tests").rglob("*.py"))
# In tests/faults time is what is done to the server, and figures say how long a try took.
STUCK = ROOT / "tests/sandbox/child.py"  # a child that hangs, which is what is tried with it
QUICK = [path for path in TESTS if "faults" not in path.parts and path != STUCK]
BOUNDS = re.compile(r"\b(timeout=\d|(wait|join|result)\(\d|perf_counter|timeit)|\b(?<!def )sleep\(")
LOOKS = re.compile(r"\bmonotonic\(\)")
CLOCKS = {  # where a clock is read: to end what hangs, or to turn the program's own
    "tests/deadline.py",
    "tests/house/commands.py",
    "tests/partnerships/test_throttle.py",
    "tests/reports/queue/test_document_queue.py",
    "tests/workbook/live/test_presence.py",
}
OF_A_TEST = re.compile(r"^(from tests\.(\w+\.)*test_\w+ import|import tests\.(\w+\.)*test_)", re.M)
ENGINE = re.compile(r"environ[^\n]*DATABASE_URL")
MARKED = re.compile(r"pytest\.mark\.(engine|smoke)\b")


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nothing_is_taken_out_of_another_test_file() -> None:
    assert [told(path) for path in TESTS if OF_A_TEST.search(text_of(path))] == []


def test_nothing_depends_on_how_fast_a_machine_is() -> None:
    """Whoever waits, waits with tests/deadline.py."""
    others = [path for path in QUICK if path != Path(__file__)]
    assert [told(path) for path in others if BOUNDS.search(text_of(path))] == []
    assert {told(path) for path in others if LOOKS.search(text_of(path))} <= CLOCKS


def test_whoever_asks_for_the_engine_of_the_run_is_run_on_both() -> None:
    """See tests/engines.py: all else is run on SQLite alone."""
    asking = {told(path) for path in QUICK if ENGINE.search(text_of(path))}
    helpers = {"tests/browser/server.py", told(Path(__file__))}
    for name in asking - helpers:
        assert MARKED.search(text_of(ROOT / name)), name


def test_no_test_lies_where_it_is_passed_over(pytestconfig: pytest.Config) -> None:
    """As in a folder called build, which is left out unless one says otherwise."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in TESTS for part in path.relative_to(ROOT).parts[:-1]}
    assert [each for each in sorted(folders) if any(map(Path(each).match, passed_over))] == []

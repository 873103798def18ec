"""Whatever strangers' bytes do to the process that reads them, the one that asked lives on."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

import pytest

from barnraise.sandbox import parent
from barnraise.sandbox.errors import SandboxCode, SandboxError
from tests.deadline import DEADLINE, until

MAX_BYTES = 1_000
CHILD = "tests.sandbox.child"
run = partial(parent.run, CHILD, max_bytes=MAX_BYTES)


def refusal(data: bytes, *args: str) -> SandboxCode:
    with pytest.raises(SandboxError) as refused:
        run(data, *args)
    return refused.value.code


def test_the_answer_comes_back():
    assert run(b"abc", "", "x", "y") == {"size": "3", "args": "x y"}


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_nothing_is_not_read(data: bytes):
    assert refusal(data) is SandboxCode.EMPTY


def test_more_bytes_than_the_caller_takes_are_not_read():
    assert run(b"a" * MAX_BYTES)["size"] == "1000"
    assert refusal(b"a" * (MAX_BYTES + 1)) is SandboxCode.TOO_LARGE


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("take memory", SandboxCode.OUT_OF_MEMORY),
        ("few seconds", SandboxCode.TOO_SLOW),
        ("nest", SandboxCode.TOO_DEEP),
        ("stop without a word", SandboxCode.TOO_SLOW),
        ("no answer", SandboxCode.FAILED),
    ],
)
def test_a_process_that_goes_wrong_is_a_code(what: str, code: SandboxCode):
    assert refusal(b"abc", what) is code


def test_a_process_that_fails_tells_no_tales(caplog: pytest.LogCaptureFixture):
    assert refusal(b"secret", "raise") is SandboxCode.FAILED
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_process_that_waits_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "MAX_SECONDS", 0.2)
    assert refusal(b"abc", "wait") is SandboxCode.TOO_SLOW


def test_only_so_many_wait_and_the_next_hears_so_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "TIMEOUT", DEADLINE)  # who waited after all would wait that long
    with ExitStack() as stack:
        for _each in range(parent.CONCURRENCY):
            stack.enter_context(parent._turn())
        with ThreadPoolExecutor(parent.MAX_WAITING) as pool:
            waiting = [pool.submit(run, b"abc") for _each in range(parent.MAX_WAITING)]
            until(lambda: not parent._places._value)  # type: ignore[attr-defined]
            assert refusal(b"abc") is SandboxCode.BUSY
            assert not any(each.done() for each in waiting)
            stack.close()
        assert {each.result()["size"] for each in waiting} == {"3"}


def test_only_so_many_run_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "TIMEOUT", 0.01)
    for _ in range(parent.CONCURRENCY):
        parent._turns.acquire()
    try:
        assert refusal(b"abc") is SandboxCode.BUSY
    finally:
        parent._turns.release(parent.CONCURRENCY)
    assert run(b"abc")["size"] == "3"


def test_a_process_that_went_wrong_gives_its_turn_back():
    for _ in range(parent.CONCURRENCY + 1):
        assert refusal(b"abc", "no answer") is SandboxCode.FAILED
    assert run(b"abc")["size"] == "3"


def test_the_process_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert "secret" not in repr(run(b"abc", "environment"))


@pytest.mark.parametrize("argument", ["a\0b", "x" * 5_000, "\ud800.txt", "-c", "../../etc"])
def test_an_argument_harms_nobody(argument: str):
    answer = run(b"abc", "", argument)
    assert len(answer["args"]) <= parent.MAX_ARGUMENT
    assert "\0" not in answer["args"]

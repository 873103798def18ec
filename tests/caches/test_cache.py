"""A cache keeps what it was given within its bounds, and nothing after it was emptied."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from itertools import count
from pkgutil import walk_packages
from threading import Event

import pytest

import barnraise
from barnraise import caches
from barnraise.caches import MAX_BYTES_IN_ALL, Cache, every_cache, forget_all
from tests.deadline import DEADLINE


def fill(cache: Cache[str], *keys: str) -> None:
    for key in keys:
        cache.get(key, lambda key=key: key * 100)


def known(cache: Cache[str], *keys: str) -> str:
    """Those of these keys that need not be made again."""
    return "".join(key for key in keys if cache.get(key, lambda: "") != "")


@pytest.fixture
def cache() -> Cache[str]:
    return Cache(max_count=3, max_bytes=1_000, max_bytes_of_one=400, size=len)


def test_a_value_is_made_once(cache: Cache[str]) -> None:
    made = count()
    assert [cache.get("a", lambda: str(next(made))) for _again in range(3)] == ["0", "0", "0"]


def test_the_value_used_longest_ago_goes_first(cache: Cache[str]) -> None:
    fill(cache, "a", "b", "c", "a", "d")
    assert len(cache) == 3
    assert known(cache, "a", "c", "d") == "acd"
    assert known(cache, "b") == ""


def test_many_bytes_are_too_many_values(cache: Cache[str]) -> None:
    for key in "abc":
        cache.get(key, lambda: "x" * 400)
    assert (len(cache), cache.bytes) == (2, 800)


def test_what_is_too_large_is_made_each_time_and_displaces_nothing(cache: Cache[str]) -> None:
    fill(cache, "a")
    made = count()
    sizes = [len(cache.get("large", lambda: "x" * (401 + next(made)))) for _again in range(2)]
    assert sizes == [401, 402]
    assert known(cache, "a") == "a"


def test_an_emptied_cache_has_room_again(cache: Cache[str]) -> None:
    fill(cache, "a", "b", "c")
    cache.forget()
    assert (len(cache), cache.bytes) == (0, 0)


def test_what_is_being_made_while_all_is_forgotten_is_not_kept(cache: Cache[str]) -> None:
    def make() -> str:
        forget_all()
        return "words read before they were erased"

    assert cache.get("a", make).startswith("words")
    assert len(cache) == 0


def test_what_fails_is_not_kept(cache: Cache[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: str(1 // 0))
    assert len(cache) == 0


def test_every_cache_is_emptied_as_soon_as_it_is_there() -> None:
    caches = [Cache[str](max_count=1, max_bytes=1_000) for _each in range(3)]
    for each in caches:
        fill(each, "a")
    forget_all()
    assert not any(map(len, caches))


def test_all_caches_of_the_program_together_stay_within_their_bound() -> None:
    for module in walk_packages(barnraise.__path__, "barnraise."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    theirs = [each for each in every_cache() if each.max_bytes > 10_000]
    assert len(theirs) >= 6
    assert sum(each.max_bytes for each in theirs) <= MAX_BYTES_IN_ALL


Asked = tuple[Future[str], Future[str]]


class Slow:
    """Is made by one thread, which ends once it is told to; others may ask meanwhile."""

    def __init__(self, cache: Cache[str]) -> None:
        self.cache, self.begun, self.end = cache, Event(), Event()

    def make(self) -> str:
        self.begun.set()
        assert self.end.wait(DEADLINE)
        return "slow"

    @contextmanager
    def asked_for_twice(
        self, other: Callable[[], str]
    ) -> Iterator[tuple[Future[str], Future[str]]]:
        """Both who ask, the second of whom would make it by `other`."""
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(self.cache.get, "a", self.make)
            assert self.begun.wait(DEADLINE)
            second = pool.submit(self.cache.get, "a", other)
            try:
                yield first, second
            finally:
                self.end.set()


def never() -> str:
    raise AssertionError("made twice")


def test_what_is_being_made_is_waited_for_and_not_made_again(
    cache: Cache[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "TIMEOUT", DEADLINE)
    slow = Slow(cache)
    with slow.asked_for_twice(never) as (first, second):
        slow.end.set()
        assert (first.result(DEADLINE), second.result(DEADLINE)) == ("slow", "slow")


def test_what_takes_another_too_long_is_made_here(
    cache: Cache[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "TIMEOUT", 0.01)
    with Slow(cache).asked_for_twice(lambda: "own") as (_first, second):
        assert second.result(DEADLINE) == "own"


def test_what_another_began_before_all_was_forgotten_is_made_anew(
    cache: Cache[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "TIMEOUT", DEADLINE)
    slow = Slow(cache)
    with slow.asked_for_twice(lambda: "after") as (_first, second):
        cache.forget()
        slow.end.set()
        assert second.result(DEADLINE) == "after"


def test_one_who_fails_leaves_it_to_the_next(cache: Cache[str]) -> None:
    with pytest.raises(AssertionError, match="made twice"):
        cache.get("a", never)
    assert cache.get("a", lambda: "made") == "made"

"""What this process remembers, in caches that one call empties; knows no domain word. Pure.

A cache over people's words that nobody remembers to empty keeps what was removed for good. So there
is one class for all of them, and each instance is known here from the moment it is made.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar
from weakref import WeakSet

V = TypeVar("V")

MAX_BYTES_IN_ALL = 64_000_000  # all caches of the program together; a test adds them up
MAX_BYTES_OF_ONE = 500_000  # what is larger is made anew each time, so that it displaces nothing
TIMEOUT = 2.0  # seconds for what another thread is making
_caches: "WeakSet[Cache[object]]" = WeakSet()


class Cache(Generic[V]):
    """Values by all they depend on; the one that was used longest ago is dropped first.

    `size` tells the bytes a value takes in memory, about; keys are not counted.
    """

    def __init__(
        self,
        *,
        max_count: int,
        max_bytes: int,
        max_bytes_of_one: int = MAX_BYTES_OF_ONE,
        size: Callable[[V], int] = sys.getsizeof,
    ) -> None:
        self.max_count, self.max_bytes = max_count, max_bytes
        self.max_bytes_of_one = max_bytes_of_one
        self._size = size
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._bytes = 0
        self._emptied = 0
        self._being_made: dict[Hashable, Event] = {}
        self._lock = Lock()
        _caches.add(self)  # type: ignore[arg-type]  # of whatever values

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of this key, made now unless it is known; who asks meanwhile waits for it."""
        with self._lock:
            if known := self._find(key):
                return known[0]
            others = self._being_made.get(key)
            mine = others or self._being_made.setdefault(key, Event())
        if others:
            return self._from_others(key, others, make)
        try:
            return self._made(key, make)
        finally:
            with self._lock:
                del self._being_made[key]
            mine.set()

    def _from_others(self, key: Hashable, others: Event, make: Callable[[], V]) -> V:
        """What another thread is making; made here where that takes long, fails or is not kept."""
        others.wait(TIMEOUT)
        with self._lock:
            known = self._find(key)
        return known[0] if known else self._made(key, make)

    def _find(self, key: Hashable) -> tuple[V, int] | None:
        if known := self._values.get(key):
            self._values.move_to_end(key)
        return known

    def _made(self, key: Hashable, make: Callable[[], V]) -> V:
        emptied = self._emptied
        value = make()
        size = self._size(value)
        with self._lock:
            # What was made while the cache was emptied may hold what was to be forgotten.
            if emptied == self._emptied and size <= self.max_bytes_of_one:
                self._keep(key, value, size)
        return value

    def _keep(self, key: Hashable, value: V, size: int) -> None:
        self._bytes += size - self._values.pop(key, (None, 0))[1]
        self._values[key] = (value, size)
        while len(self._values) > self.max_count or self._bytes > self.max_bytes:
            self._bytes -= self._values.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Drop every value, also those that are just being made."""
        with self._lock:
            self._values.clear()
            self._bytes = 0
            self._emptied += 1

    @property
    def bytes(self) -> int:
        """What the values take, about."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._values)


def every_cache() -> "list[Cache[object]]":
    """All caches there are."""
    return list(_caches)


def forget_all() -> None:
    """Empty every cache: words that were erased shall not lie in memory either."""
    for cache in every_cache():
        cache.forget()

"""Many at once: threads with a connection each, that commit for real."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from tests.cast import forget_everything

T = TypeVar("T")
Crowd = Callable[[Callable[[int], T], int], list[T]]


@pytest.fixture
def crowd(transactional_db: None) -> Iterator[Crowd[T]]:
    """Runs a function with 0, 1, 2, … at once; a conftest that imports this offers it."""
    yield _at_once
    forget_everything()


def _at_once(work: Callable[[int], T], many: int) -> list[T]:
    def one(number: int) -> T:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))

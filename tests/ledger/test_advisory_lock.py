"""One server at a time holds the lock; it ends with the block, and with its connection."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections

from barnraise.house.startup import tidy
from barnraise.ledger.advisory_lock import advisory_lock
from tests.deadline import until

pytestmark = pytest.mark.django_db(transaction=True)


def from_elsewhere(name: str = "tidy") -> bool:
    """Whether another connection gets this lock."""
    try:
        with advisory_lock(name) as is_mine:
            return is_mine
    finally:
        connection.close()


def is_free_elsewhere(name: str = "tidy") -> bool:
    with ThreadPoolExecutor(1) as other:
        return other.submit(from_elsewhere, name).result()


def test_whoever_holds_it_is_alone_until_the_block_ends() -> None:
    with advisory_lock("tidy") as is_mine:
        assert is_mine
        assert is_free_elsewhere() is (connection.vendor != "postgresql")
        assert is_free_elsewhere("start")
    assert is_free_elsewhere()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one server serves")
def test_what_another_server_tidies_is_left_to_it() -> None:
    def tidied_elsewhere() -> bool:
        try:
            return tidy()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other, advisory_lock("tidy"):
        assert not other.submit(tidied_elsewhere).result()
    assert tidy()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one server serves")
def test_a_server_that_is_gone_holds_nothing() -> None:
    lock = advisory_lock("tidy")

    def hold() -> int:
        assert lock.__enter__()
        return int(connection.connection.info.backend_pid)

    with ThreadPoolExecutor(1) as other:
        process = other.submit(hold).result()
        assert not is_free_elsewhere()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [process])
        until(is_free_elsewhere)
        with pytest.raises(DatabaseError):
            other.submit(lock.__exit__, None, None, None).result()
        other.submit(connections.close_all).result()

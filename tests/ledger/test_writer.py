"""Many saves in one transaction, when the database takes it back or is held by somebody else."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from barnraise.ledger import durability, writer
from barnraise.ledger.db_errors import Trouble, Unavailable
from barnraise.partnerships.models import Counter
from barnraise.workbook.ledger_words import trouble_sentence
from tests.crowds import Crowd
from tests.deadline import until

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="groups are for SQLite")
KIND = "turn"


def write() -> None:
    """Something small."""
    Counter.objects.create(kind=KIND, who=uuid4().hex, window="2026-11-24T08:00Z")


def taken_back() -> None:
    """What SQLite does when a statement meets a disk error: the whole transaction is undone."""
    connection.connection.execute("ROLLBACK")
    cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise OperationalError("disk I/O error") from cause


def saved(work: Callable[[], None]) -> int:
    """200 when it was kept, else the status of the refusal."""
    try:
        writer.group_commit(work)
    except Unavailable as error:
        return error.trouble.status
    return 200


def until_waiting(many: int) -> None:
    until(lambda: len(writer._waiting) >= many, lambda: f"only {len(writer._waiting)} wait")


def test_when_the_transaction_is_taken_back_no_save_of_its_group_is_called_kept(
    crowd: Crowd[int],
) -> None:
    def one(number: int) -> int:
        if number == 0:  # holds the turn until the others have gathered
            with writer._turn:
                until_waiting(5)
            return 200
        return saved(taken_back if number == 3 else write)

    statuses = crowd(one, 6)
    assert statuses.count(503) >= 1
    assert Counter.objects.filter(kind=KIND).count() == statuses[1:].count(200)
    assert saved(write) == 200
    assert durability.latest() is None


def test_whoever_waits_for_a_database_held_by_others_is_told_so_and_threads_stay_free(
    crowd: Crowd[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "STUCK", 0.1)
    monkeypatch.setattr(writer, "MAX_STUCK", 2)
    path = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")

        def one(number: int) -> int:
            if number:
                return saved(write)
            until_waiting(5)
            until(lambda: len(writer._waiting) <= 2, "those who waited too long were not told")
            other.execute("COMMIT")
            return 0

        statuses = crowd(one, 7)
    assert sorted(statuses) == [0, 200, 200, 503, 503, 503, 503]
    assert Counter.objects.filter(kind=KIND).count() == 2


def test_every_trouble_has_a_sentence_and_a_time_to_ask_again() -> None:
    for trouble in Trouble:
        assert trouble_sentence(trouble)
        assert trouble.retry_after > 0
        assert trouble.status == (507 if trouble is Trouble.FULL else 503)

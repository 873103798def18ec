"""Takes in a log that was kept elsewhere: its entries as they are, with their places and times."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from barnraise.ledger import sql
from barnraise.ledger.append import rebuilt
from barnraise.ledger.models import Entry, Log, Replacement
from barnraise.ledger.writer import locked

BATCH = 500  # rows in one statement


def bulk_load(log: Log, entries: Sequence[Entry]) -> None:
    """Fill an empty log with entries that were checked, in the order they have.

    They are rows that are not kept yet; ValueError when the log holds something already.
    """
    with locked(log) as held:
        if held.version:
            raise ValueError("only an empty log can take in another")
        log.entries.bulk_create(entries, BATCH)
        log.replacements.bulk_create(_replaced(log, entries), BATCH)
        _stand(log, entries)
        held.version = max((entry.version for entry in entries), default=0)
        held.bytes_kept = sum(entry.draft.size for entry in entries)
        sql.set_state(held)


def _replaced(log: Any, entries: Iterable[Entry]) -> list[Replacement]:
    pairs = {(entry.field, key) for entry in entries for key in entry.replaces}
    model = log.replacements.model
    return [model(log=log, field=field, key=UUID(key)) for field, key in sorted(pairs)]


def _stand(log: Any, entries: Iterable[Entry]) -> None:
    """The table of what stands, from the same rule as everywhere."""
    stands = rebuilt(log)
    model = log.standing.model
    log.standing.bulk_create(
        [
            model(log=log, field=entry.field, entry=entry)
            for entry in entries
            if entry.key in stands.get(entry.field, ())
        ],
        BATCH,
    )

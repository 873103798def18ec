"""How full a log is, and how much of it one writer may fill; the last part is its keeper's alone.

What stands is counted, what was replaced only within a wider bound. A writer's share is shared with
all who came with them, so that more seats at one table are no more room.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import NamedTuple

from django.db import connection

from barnraise.caches import Cache
from barnraise.ledger.held import HeldLog
from barnraise.ledger.models import Log
from barnraise.ledger.receipt import ReceiptCode

SHARE = 1 / 2  # of a log, for one writer and all who came with them
WRITERS = 3 / 4  # of a log, for all writers; what is left is for whoever keeps it
STEP = 500  # entries after which a log is measured anew

Sharing = Callable[[], Collection[int]]  # the seats that share one share, when that is asked


class Fill(NamedTuple):
    """What something takes of a log: entries that stand and all that say something, with bytes."""

    standing: int = 0
    standing_bytes: int = 0
    rows: int = 0
    bytes: int = 0

    def plus(self, other: "Fill") -> "Fill":
        return Fill(*map(add, self, other))

    def fits(self, log: Log, part: float = 1) -> bool:
        """Whether this is no more than a part of what the log holds."""
        most = (log.max_standing, log.max_standing_bytes, log.max_rows, log.max_bytes)
        return all(there <= part * each for there, each in zip(self, most, strict=True))


def _both(rows: int, size: int) -> Fill:
    """What so many entries take as long as all of them stand."""
    return Fill(rows, size, rows, size)


@dataclass(frozen=True)
class Measure:
    """What each seat takes of a log, when it had this version and size."""

    version: int
    bytes_kept: int
    by_seat: Mapping[int, Fill]

    def of(self, seats: Collection[int]) -> Fill:
        """What these seats take together."""
        return reduce(Fill.plus, (self.by_seat.get(seat, Fill()) for seat in seats), Fill())


class Room:
    """The room there is for one writer; `sharing` is None for whoever may use all of it."""

    def __init__(self, held: HeldLog, sharing: Sharing | None) -> None:
        self._held, self._sharing = held, sharing
        self._began = (held.version, held.bytes_kept)

    def refusal(self, size: int) -> ReceiptCode | None:
        """Why an entry of `size` bytes is one too many; None while it fits.

        Nothing is measured while all there ever was would fit. Then an older measure does as long
        as all that came since would fit too.
        """
        held = self._held
        if _both(held.version + 1, held.bytes_kept + size).fits(held.log, SHARE):
            return None
        if held.version >= held.log.max_version:
            return ReceiptCode.FULL
        if self._refusal(size, self._measured(self._began[0] // STEP, "about")) is None:
            return None
        return self._refusal(size, self._measured(self._began[0], "now"))

    def _measured(self, moment: int, kind: str) -> Measure:
        log = self._held.log
        key = (type(log), log.pk, kind, moment)
        return _measures.get(key, lambda: measure(log, *self._began))

    def _refusal(self, size: int, before: Measure) -> ReceiptCode | None:
        held, log = self._held, self._held.log
        came = max(0, held.version - before.version) + 1
        more = _both(came, max(0, held.bytes_kept - before.bytes_kept) + size)
        whole = before.of(before.by_seat).plus(more)._replace(bytes=held.bytes_kept + size)
        if not whole.fits(log):
            return ReceiptCode.FULL
        if self._sharing is None:
            return None
        if not before.of(self._sharing()).plus(more).fits(log, SHARE):
            return ReceiptCode.SHARE
        return None if whole.fits(log, WRITERS) else ReceiptCode.KEPT_FREE


def measure(log: Log, version: int, bytes_kept: int) -> Measure:
    """Count what each seat takes of a log; bytes are those of the database, about as many."""
    entries, standing = log.entries.model._meta.db_table, log.standing.model._meta.db_table
    size = _SIZES[connection.vendor]
    sql = (
        f"SELECT e.by_id, COUNT(s.id), SUM(CASE WHEN s.id IS NULL THEN 0 ELSE {size} END),"  # noqa: S608
        f" COUNT(*), SUM({size})"
        f' FROM "{entries}" e LEFT JOIN "{standing}" s ON s.entry_id = e.id'
        f" WHERE e.log_id = %s AND e.value <> '{{}}' GROUP BY e.by_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [log.pk])
        rows = cursor.fetchall()
    by_seat = {seat: Fill(*map(int, counts)) for seat, *counts in rows}
    return Measure(version, bytes_kept, by_seat)


_BESIDE = "190 + LENGTH(e.field)"  # id, edition and the names of all parts
_SIZES = {
    # A letter beyond ASCII is kept as six signs there, and is two or three bytes.
    "sqlite": f"{_BESIDE} + LENGTH(e.replaces) + LENGTH(e.value)"
    " - 2 * (LENGTH(e.value) - LENGTH(REPLACE(e.value, '\\u', '')))",
    "postgresql": f"{_BESIDE} + OCTET_LENGTH(e.replaces::text) + OCTET_LENGTH(e.value::text)",
}

_measures: Cache[Measure] = Cache(
    max_count=64, max_bytes=500_000, size=lambda measure: 200 + 200 * len(measure.by_seat)
)

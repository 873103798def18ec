"""Snapshots made by hand from a few standing entries: no database."""

from datetime import UTC, datetime
from uuid import uuid4

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import parse
from barnraise.workbook.state.snapshot import Snapshot, StandingEntry, snapshot_from
from tests.cast import SMALL_SET

SMALL: Instrument = parse(SMALL_SET.read_text(encoding="utf-8"), SMALL_SET.name)
NOON = datetime(2027, 3, 31, 12, tzinfo=UTC)
ITEM = "3f2a" * 8


def a_line(field: str, version: int = 1, **value: str | bool) -> StandingEntry:
    """A standing entry, as a snapshot gets it from a row."""
    return StandingEntry(uuid4(), field, value, version, NOON)


def answered(**answers: str) -> Snapshot:
    """A snapshot in which these questions have these answers: `goal="yes"`."""
    return snapshot_from(
        SMALL, [a_line(f"answer/{key}", choice=choice) for key, choice in answers.items()]
    )

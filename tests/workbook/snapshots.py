"""Readings made by hand from a few lines: no database."""

from datetime import UTC, datetime
from uuid import uuid4

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import parse
from barnraise.workbook.state.snapshot import Line, Reading, read
from tests.cast import SMALL_SET

SMALL: Instrument = parse(SMALL_SET.read_text(encoding="utf-8"), SMALL_SET.name)
NOON = datetime(2027, 3, 31, 12, tzinfo=UTC)
ITEM = "3f2a" * 8


def a_line(field: str, version: int = 1, **value: str | bool) -> Line:
    """A standing line, as the reading gets it from a row."""
    return Line(uuid4(), field, value, version, NOON)


def reading(**answers: str) -> Reading:
    """A reading in which these questions have these answers: `goal="yes"`."""
    return read(SMALL, [a_line(f"answer/{key}", choice=choice) for key, choice in answers.items()])

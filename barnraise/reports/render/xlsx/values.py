"""What a cell can hold, and what a sheet is made of. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Styled:
    """A text in a style of its own."""

    text: str
    style: str


@dataclass(frozen=True)
class Web:
    """A web address that may be followed."""

    address: str


Value = str | int | date | datetime | Styled | Web | None
Row = Sequence[Value]


@dataclass(frozen=True)
class SheetColumn:
    """A column's title and its width in letters."""

    title: str
    width: float
    of_numbers: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: a table under a row of titles, or (`free`) rows as they come."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Row]
    free: bool = False
    freeze: str = "A2"
    more: str = ""  # said before a text that goes on in a further row


def day(text: str) -> date | str | None:
    """A day as a date; as text where a spreadsheet's calendar has not begun yet."""
    parsed = date.fromisoformat(text) if text else None
    return text if parsed and parsed.year <= 1900 else parsed


def moment(text: str) -> datetime | None:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None

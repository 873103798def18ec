"""A workbook as it stood at an earlier moment: what stands among the entries kept until then.

Nothing is remembered from one look to the next, so words that are erased for good are gone from
every earlier moment at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from barnraise.instruments.document import Instrument
from barnraise.ledger.standing import standing
from barnraise.workbook.lines import born, line
from barnraise.workbook.models import Entry, Round, Workbook
from barnraise.workbook.reading import ITEM_KINDS, Line, Reading, read


@dataclass(frozen=True)
class Then:
    """A moment: what stood, under which questions, and when its last entry was kept."""

    reading: Reading
    pinned: Round
    at: datetime

    @property
    def version(self) -> int:
        return self.reading.version

    @property
    def instrument(self) -> Instrument:
        return self.reading.instrument


def as_of(workbook: Workbook, version: int) -> Then:
    """The workbook when it had this version; one query for its entries and one for its rounds."""
    rows = list(workbook.entries.filter(version__lte=version).order_by("version"))
    pinned = _pinned(list(_rounds(workbook)), rows)
    at = rows[-1].at if rows else pinned.opened_at
    found = read(pinned.edition.instrument, _standing(rows))
    return Then(Reading(found.instrument, found.places, version), pinned, at)


def opening(workbook: Workbook) -> Then | None:
    """The moment before the open round began; None in the first round, which began with nothing."""
    last = list(_rounds(workbook))[-1]
    if last.number == 1:
        return None
    of_round = Q(edition=last.edition.sha256) | Q(edition="", at__gte=last.opened_at)
    first = workbook.entries.filter(of_round).order_by("version").first()
    return as_of(workbook, first.version - 1 if first else workbook.version)


def now(workbook: Workbook, reading: Reading) -> Then:
    """What stands now, as a moment; it is asked what the open round asks."""
    return Then(reading, list(_rounds(workbook))[-1], timezone.now())


def _rounds(workbook: Workbook) -> Iterable[Round]:
    found = workbook.rounds.select_related("edition").defer("edition__document")
    return found.order_by("number")


def _pinned(rounds: Sequence[Round], rows: Sequence[Entry]) -> Round:
    """The round that was open: the latest whose questions an entry was kept under.

    Entries name their edition, so that a clock that was set back does not matter. Where none of
    them does, the clock decides.
    """
    by_edition = {each.edition.sha256: each for each in rounds}
    named = [by_edition[row.edition] for row in rows if row.edition in by_edition]
    if named:
        return max(named, key=lambda each: each.number)
    opened = [each for each in rounds[1:] if rows and each.opened_at <= rows[-1].at]
    return [rounds[0], *opened][-1]


@dataclass(frozen=True)
class _Row:
    """A row as the rule of what stands sees it."""

    row: Entry

    @property
    def id(self) -> UUID:
        return self.row.key

    @property
    def field(self) -> str:
        return self.row.field

    @property
    def replaces(self) -> list[UUID]:
        return [UUID(key) for key in self.row.replaces]


def _standing(rows: Sequence[Entry]) -> Iterable[Line]:
    """What stands among these rows; small entries signed by whoever began them."""
    first: dict[str, Entry] = {}
    for row in rows:
        first.setdefault(row.field, row)
    for field, found in standing(_Row(row) for row in rows).items():
        is_item = field.split("/")[0] in ITEM_KINDS
        for each in found:
            said = line(each.row)
            yield born(said, first[field]) if is_item and each.row.replaces else said

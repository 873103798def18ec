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
from barnraise.ledger.draft import Value
from barnraise.ledger.standing import standing
from barnraise.workbook.fields.kinds import is_shared_text
from barnraise.workbook.models import Round, Workbook
from barnraise.workbook.state.authorship import Authorship, FieldRow
from barnraise.workbook.state.snapshot import ITEM_KINDS, Snapshot, StandingEntry, snapshot_from

COLUMNS = (
    *("key", "field", "value", "replaces", "edition"),
    *("version", "at", "by_id", "name", "organization"),
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry's row as it is read here: making models of thousands takes longer than reading."""

    id: UUID
    field: str
    value: Value
    replaces: list[UUID]
    edition: str
    version: int
    at: datetime
    by: int
    name: str
    organization: str

    @property
    def entry(self) -> StandingEntry:
        what = (self.id, self.field, self.value, self.version)
        reworked = bool(self.replaces) and is_shared_text(self.field)
        hand = (self.at, self.by, self.name, self.organization)
        return StandingEntry(*what, *hand, reworked=reworked)

    @property
    def field_row(self) -> FieldRow:
        return FieldRow(self.entry, frozenset(self.replaces))


@dataclass(frozen=True)
class Moment:
    """A moment: what stood, under which questions, and when its last entry was kept."""

    snapshot: Snapshot
    pinned: Round
    at: datetime

    @property
    def version(self) -> int:
        return self.snapshot.version

    @property
    def instrument(self) -> Instrument:
        return self.snapshot.instrument


def as_of(workbook: Workbook, version: int) -> Moment:
    """The workbook when it had this version; one query for its entries and one for its rounds."""
    rows = _rows_until(workbook, version)
    pinned = _pinned(list(_rounds(workbook)), rows)
    at = rows[-1].at if rows else pinned.opened_at
    there = snapshot_from(pinned.edition.instrument, _standing(rows))
    return Moment(Snapshot(there.instrument, there.field_states, version), pinned, at)


def opening(workbook: Workbook) -> Moment | None:
    """The moment before the open round began; None in the first round, which began with nothing."""
    last = list(_rounds(workbook))[-1]
    if last.number == 1:
        return None
    of_round = Q(edition=last.edition.sha256) | Q(edition="", at__gte=last.opened_at)
    first = workbook.entries.filter(of_round).order_by("version").first()
    return as_of(workbook, first.version - 1 if first else workbook.version)


def now(workbook: Workbook, snapshot: Snapshot) -> Moment:
    """What stands now, as a moment; it is asked what the open round asks."""
    return Moment(snapshot, list(_rounds(workbook))[-1], timezone.now())


def _rounds(workbook: Workbook) -> Iterable[Round]:
    rounds = workbook.rounds.select_related("edition").defer("edition__document")
    return rounds.order_by("number")


def _pinned(rounds: Sequence[Round], rows: Sequence[EntryRow]) -> Round:
    """The round that was open: the latest whose questions an entry was kept under.

    Entries name their edition, so that a clock that was set back does not matter. Where none of
    them does, the clock decides.
    """
    by_edition = {each.edition.sha256: each for each in rounds}
    named = [by_edition[row.edition] for row in rows if row.edition in by_edition]
    if named:
        return max(named, key=lambda round_: round_.number)
    opened = [each for each in rounds[1:] if rows and each.opened_at <= rows[-1].at]
    return [rounds[0], *opened][-1]


def _rows_until(workbook: Workbook, version: int) -> list[EntryRow]:
    rows = workbook.entries.filter(version__lte=version).order_by("version")
    return [
        EntryRow(key, field, value, [UUID(each) for each in replaces], *rest)
        for key, field, value, replaces, *rest in rows.values_list(*COLUMNS)
    ]


def _standing(rows: Sequence[EntryRow]) -> Iterable[StandingEntry]:
    """What stands among these rows; small entries signed by who wrote their words."""
    of_field: dict[str, list[EntryRow]] = {}
    for row in rows:
        of_field.setdefault(row.field, []).append(row)
    for field, entries in standing(rows).items():
        is_item = field.split("/")[0] in ITEM_KINDS
        if is_item and any(row.replaces for row in entries):
            hands = Authorship(row.field_row for row in of_field[field])
            yield from (hands.signed(row.entry) if row.replaces else row.entry for row in entries)
        else:
            yield from (row.entry for row in entries)

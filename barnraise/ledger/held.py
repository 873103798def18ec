"""A log that is held: nobody else adds to it until the transaction ends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from barnraise.ledger.models import Log

Known = dict[UUID, tuple[str, int]]  # id: digest and version of what is kept


class StoredEntry(NamedTuple):
    """What an entry says, where, and of what it was made."""

    field: str
    value: dict[str, str | bool]
    replaces: list[str]
    edition: str


@dataclass(frozen=True)
class Lookup:
    """What was found of some ids in a log that had at least this version, before it was held.

    As long as the version is still the same when the log is held, so is all of this: whatever is
    added, erasures too, moves the version.
    """

    version: int
    asked: Collection[UUID]
    known: Known
    entries: Mapping[UUID, StoredEntry]
    last_erasure: str | None


@dataclass
class HeldLog:
    """A log with its version and size as they are now; both move with what is added.

    `known` is what was found of the ids that were `asked` for: nobody else can change it now.
    `cursor` is that of the transaction, and `last_erasure` None where nobody looked for it.
    """

    log: Log
    version: int
    bytes_kept: int
    cursor: CursorWrapper
    known: Known = field(default_factory=dict)
    asked: set[UUID] = field(default_factory=set)
    last_erasure: str | None = None

    def grow(self, size: int) -> int:
        """Make room for one more entry of `size` bytes; its version."""
        self.version += 1
        self.bytes_kept += size
        return self.version

    def take_over(self, lookup: Lookup) -> None:
        """Use what was found before the log was held, unless something came in meanwhile."""
        if lookup.version == self.version:
            self.known |= lookup.known
            self.asked |= set(lookup.asked)
            self.last_erasure = lookup.last_erasure

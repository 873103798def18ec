"""A log that is held: nobody else adds to it until the transaction ends."""

from dataclasses import dataclass, field
from uuid import UUID

from barnraise.ledger.models import Log

Known = dict[UUID, tuple[str, int]]  # id: digest and version of what is kept


@dataclass
class HeldLog:
    """A log with its version and size as they are now; both move with what is added.

    `known` is what was found of the ids that were `asked` for: nobody else can change it now.
    """

    log: Log
    version: int
    bytes_kept: int
    known: Known = field(default_factory=dict)
    asked: set[UUID] = field(default_factory=set)

    def grow(self, size: int) -> int:
        """Make room for one more entry of `size` bytes; its version."""
        self.version += 1
        self.bytes_kept += size
        return self.version

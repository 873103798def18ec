"""A log that is held: nobody else adds to it until the transaction ends."""

from dataclasses import dataclass

from barnraise.ledger.models import Log


@dataclass
class HeldLog:
    """A log with its version and size as they are now; both move with what is added."""

    log: Log
    version: int
    bytes_kept: int

    def grow(self, size: int) -> int:
        """Make room for one more entry of `size` bytes; its version."""
        self.version += 1
        self.bytes_kept += size
        return self.version

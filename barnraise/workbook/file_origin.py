"""That a workbook was opened from a file, and what this server knows of the file. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SealState(StrEnum):
    """What the seal on a file says to the server that opens it."""

    HOLDS = "holds"  # it is this server's, and the file is as it was sealed
    NONE = "none"  # there is none, or it is another server's
    BROKEN = "broken"  # it names this server, and the file is not what was sealed


@dataclass(frozen=True)
class FileOrigin:
    """When the file was opened, how many entries came with it, and what its seal said."""

    at: datetime
    entries: int
    seal: SealState

    @property
    def is_checked(self) -> bool:
        """Whether this server itself wrote what the file says of who wrote what."""
        return self.seal is SealState.HOLDS

    def leaves_open(self, version: int) -> bool:
        """Whether nobody here knows who wrote the entry of this version."""
        return not self.is_checked and version <= self.entries

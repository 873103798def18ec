"""What the server answers for each entry: the only thing that lets a device forget its copy."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """What became of an entry."""

    STORED = "stored"
    DUPLICATE = "duplicate"  # the very same bytes were here already
    CONFLICT = "conflict"  # the id was here with other bytes: set aside for a person
    REFUSED = "refused"  # not kept; `reason` says why
    ERASED = "erased"  # was removed for good, or its whole log was; it is not kept again


class ReceiptCode(StrEnum):
    """Why the ledger did not keep an entry; the room above says it in words."""

    UNREADABLE = "unreadable"  # no database could keep it as it is
    FULL = "full"  # the log has no room for it
    SHARE = "share"  # its writer, with all who came with them, has filled their share
    KEPT_FREE = "kept free"  # only the log's keeper may fill what room there is
    OTHER_WORDS = "other words"  # its id is that of other words
    ERASED = "erased"  # it was removed for good
    BEGAN_FROM_ERASED = "began from erased"  # keeping it would bring removed words back


@dataclass(frozen=True, slots=True)
class Receipt:
    """One entry's outcome, the digest of what was received, and where it stands in the log.

    `instead` is what an entry that began from erased words may begin from when it is sent anew.
    """

    id: UUID
    outcome: Outcome
    digest: str
    version: int = 0
    reason: str = ""  # in words, where a room said it
    code: ReceiptCode | None = None
    instead: tuple[UUID, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the words are safely in the log."""
        return self.outcome in {Outcome.STORED, Outcome.DUPLICATE}

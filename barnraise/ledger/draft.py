"""A thing said, as it comes from a device: what, where, and what its writer had seen there."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

Value = Mapping[str, str | bool]

MAX_REPLACED = 200  # ids one entry may replace; a field with more standing lines is an attack
MAX_FIELD = 200  # characters of an address, the width of its column
SHA256 = re.compile("(?:[0-9a-f]{64})?")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL keeps no NUL, UTF-8 no half character


@dataclass(frozen=True)
class Draft:
    """One entry before it is kept.

    `id` is random and made by the writer (UUIDv4: no time and no order in it), `field` the address
    of what it speaks of, `replaces` the ids of the entries its writer saw in that field, `edition`
    the SHA-256 of the question set it answers.
    """

    id: UUID
    field: str
    value: Value
    replaces: frozenset[UUID] = frozenset()
    edition: str = ""

    @cached_property
    def canonical(self) -> bytes:
        """The bytes two copies of the same entry share, whatever the order of keys or ids.

        Any text has some, even one that cannot be kept: its receipt must name what was refused.
        """
        parts = {
            "id": str(self.id),
            "field": self.field,
            "value": dict(self.value),
            "replaces": sorted(str(key) for key in self.replaces),
            "edition": self.edition,
        }
        text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode("utf-8", "surrogatepass")

    @property
    def size(self) -> int:
        """The bytes it takes of its log's room; what says nothing takes none."""
        return len(self.canonical) if self.value else 0

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical).hexdigest()

    @property
    def is_sound(self) -> bool:
        """Whether either database could keep it, whatever the room above thinks of its words."""
        return (
            self.id not in self.replaces
            and len(self.replaces) <= MAX_REPLACED
            and 0 < len(self.field) <= MAX_FIELD
            and SHA256.fullmatch(self.edition) is not None
            and _keepable([self.field, *self.value, *self.value.values()])
        )


def _keepable(contents: Iterable[object]) -> bool:
    return all(
        isinstance(content, bool) or (isinstance(content, str) and not UNKEEPABLE.search(content))
        for content in contents
    )

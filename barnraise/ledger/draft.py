"""A thing said, as it comes from a device: what, where, and what its writer had before their eyes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

Value = Mapping[str, str | bool]

MOST_REPLACED = 200  # ids one entry may replace; a field with more standing lines is an attack


@dataclass(frozen=True, slots=True)
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

    def canonical(self) -> bytes:
        """The bytes two copies of the same entry share, whatever the order of keys or ids."""
        parts = {
            "id": str(self.id),
            "field": self.field,
            "value": dict(self.value),
            "replaces": sorted(str(key) for key in self.replaces),
            "edition": self.edition,
        }
        return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical()).hexdigest()

"""Whose hand did something. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever did something, as they signed then, and when."""

    name: str
    organization: str
    at: datetime

    @property
    def signed(self) -> tuple[str, str]:
        return self.name, self.organization

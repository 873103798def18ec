"""When a workbook was worked on: its log cut into sittings, and what was said in each. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=30)  # after which a new sitting begins
ORDER = ("answer", "part", "reason", "view", "note", "evidence", "step", "text", "now", "way")


@dataclass(frozen=True, slots=True)
class Kept:
    """That an entry was kept: its version, when, in which field, signed by whom."""

    version: int
    at: datetime
    field: str
    name: str = ""
    organization: str = ""

    @property
    def who(self) -> str:
        """The signature in one line, "" for none."""
        return ", ".join(part for part in (self.name, self.organization) if part)


@dataclass(frozen=True)
class Sitting:
    """Entries of one day with no longer pause, the oldest first."""

    kept: tuple[Kept, ...]

    @property
    def version(self) -> int:
        """The workbook's version when it was over."""
        return self.kept[-1].version

    @property
    def began(self) -> datetime:
        return self.kept[0].at

    @property
    def ended(self) -> datetime:
        return self.kept[-1].at

    @property
    def who(self) -> tuple[str, ...]:
        """Everyone who signed, in the order they first spoke; "" for those who did not sign."""
        return tuple(dict.fromkeys(each.who for each in self.kept))

    @property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """By kind of thing said, how many of them were spoken of."""
        found = Counter(field.split("/")[0] for field in {each.field for each in self.kept})
        return tuple((kind, found[kind]) for kind in ORDER if found[kind])


def sittings(kept: Iterable[Kept]) -> tuple[Sitting, ...]:
    """The sittings, the oldest first. A clock that was set back does not begin a new one."""
    found: list[list[Kept]] = []
    for each in sorted(kept, key=lambda one: one.version):
        last = found[-1][-1] if found else None
        if last and each.at - last.at < PAUSE and each.at.date() == last.at.date():
            found[-1].append(each)
        else:
            found.append([each])
    return tuple(Sitting(tuple(each)) for each in found)


@dataclass(frozen=True)
class Leaf:
    """One page of the list: its sittings, the oldest first, and the version the next begins at."""

    sittings: tuple[Sitting, ...]
    older: int = 0  # 0 when there is nothing older


def leaf(kept: Iterable[Kept], *, most: int, more: bool) -> Leaf:
    """The latest sittings of these; `more` when entries older than these were not given.

    What is cut off at the old end is left for the next page, unless it is all there is.
    """
    found = sittings(kept)
    whole = found[1:] if more and len(found) > 1 else found
    shown = whole[-most:]
    goes_on = more or len(shown) < len(found)
    return Leaf(shown, shown[0].kept[0].version - 1 if shown and goes_on else 0)

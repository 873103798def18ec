"""When a workbook was worked on: its log cut into sittings, and what was said in each. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from barnraise.workbook.fields.kinds import KINDS

PAUSE = timedelta(minutes=30)  # after which a new sitting begins
UNCOUNTED = {"milestone"}  # told by its name beside the sitting


@dataclass(frozen=True, slots=True)
class Kept:
    """That an entry was kept: its version, when, in which field, signed by whom."""

    version: int
    at: datetime
    field: str
    name: str = ""
    organization: str = ""

    @property
    def signed(self) -> tuple[str, str]:
        """The name and the organization, "" for what was not given."""
        return self.name, self.organization


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
    def who(self) -> tuple[tuple[str, str], ...]:
        """The signatures, in the order in which they first spoke; one for all who did not sign."""
        return tuple(dict.fromkeys(entry.signed for entry in self.kept))

    @property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """By kind of thing said, how many of them were spoken of."""
        many = Counter(field.split("/")[0] for field in {entry.field for entry in self.kept})
        return tuple((kind, many[kind]) for kind in KINDS if many[kind] and kind not in UNCOUNTED)


def sittings(kept: Iterable[Kept], *, cut: int = 0) -> tuple[Sitting, ...]:
    """The sittings, the oldest first; one ends with the version `cut` in any case.

    A clock that was set back does not begin a new one.
    """
    groups: list[list[Kept]] = []
    for entry in sorted(kept, key=lambda entry: entry.version):
        last = groups[-1][-1] if groups else None
        is_near = last and entry.at - last.at < PAUSE and entry.at.date() == last.at.date()
        if last and is_near and last.version != cut:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return tuple(Sitting(tuple(group)) for group in groups)


@dataclass(frozen=True)
class Leaf:
    """One page of the list: its sittings, the oldest first, and the version the next begins at."""

    sittings: tuple[Sitting, ...]
    older: int = 0  # 0 when there is nothing older


def leaf(kept: Iterable[Kept], *, most: int, more: bool, cut: int = 0) -> Leaf:
    """The latest sittings of these; `more` when entries older than these were not given.

    What is cut off at the old end is left for the next page, unless it is all there is.
    """
    all_ = sittings(kept, cut=cut)
    whole = all_[1:] if more and len(all_) > 1 else all_
    shown = whole[-most:]
    goes_on = more or len(shown) < len(all_)
    return Leaf(shown, shown[0].kept[0].version - 1 if shown and goes_on else 0)

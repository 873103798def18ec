"""The history of one field, folded: one person's sitting is one line, and a page has the newest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from barnraise.workbook.history.signed_words import signed_words
from barnraise.workbook.history.sittings import PAUSE
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.state.authorship import Authorship
from barnraise.workbook.state.load import field_row, line
from barnraise.workbook.state.newest import MAX_BYTES, MAX_SHOWN
from barnraise.workbook.state.snapshot import StandingEntry

Group = tuple[StandingEntry, ...]


@dataclass(frozen=True)
class Revision:
    """What one person did to a field without a longer pause, and whether its end still stands.

    `removed` is how many entries it removed for good, where it is such an act.
    """

    entries: Group
    by: str
    words: tuple[str, ...]
    stands: bool
    removed: int = 0
    from_file: bool = False  # of which nobody here knows who wrote it

    @property
    def last(self) -> StandingEntry:
        return self.entries[-1]

    @property
    def many(self) -> int:
        return len(self.entries)

    @property
    def size(self) -> int:
        """The bytes its words take on a page."""
        return sum(len(words.encode()) for words in self.words)


@dataclass(frozen=True)
class RevisionLeaf:
    """The revisions on one page, the newest first, and the version where earlier ones begin."""

    revisions: tuple[Revision, ...]
    older: int = 0  # 0 when there are none


def leaf_at(page: PageContext, field: str, before: int | None) -> RevisionLeaf:
    """From the version `before` backward, as many as one page shows: at least one, each whole."""
    rows = page.workbook.entries.filter(field=field)
    if before is not None:
        rows = rows.filter(version__lte=before)
    fold = _Fold(page, field, Authorship(map(field_row, rows)))
    groups = fold.groups()[::-1]
    shown: list[Revision] = []
    size = 0
    for group in groups[:MAX_SHOWN]:
        revision = fold.revision(group)
        size += revision.size
        if shown and size > MAX_BYTES:
            break
        shown.append(revision)
    older = groups[len(shown)][-1].version if len(shown) < len(groups) else 0
    return RevisionLeaf(tuple(shown), older)


class _Fold:
    """What is known of a field while its entries become revisions."""

    def __init__(self, page: PageContext, field: str, hands: Authorship) -> None:
        self.page, self.hands = page, hands
        self.standing = {each.id for each in page.snapshot.field_state(field).entries}
        self.removed, self.origin = _removed(page.workbook, field), page.workbook.file_origin

    def groups(self) -> list[Group]:
        return revisions((row.entry for row in self.hands.rows), self.standing)

    def revision(self, group: Group) -> Revision:
        last = group[-1]
        signed = signed_words(last, self.hands, self.page.instrument, self.page.language)
        stands, many = last.id in self.standing, self.removed.get(last.id, 0)
        came = bool(self.origin and self.origin.leaves_open(last.version))
        return Revision(group, signed.by, signed.words, stands, many, came)


def _removed(workbook: Workbook, field: str) -> dict[UUID, int]:
    """How many entries each erasure of this field removed."""
    acts = workbook.erasures.filter(field=field).annotate(many=Count("erased"))
    return dict(acts.values_list("key", "many"))


def _goes_on(last: StandingEntry, line: StandingEntry) -> bool:
    return _who(last) == _who(line) and line.at - last.at < PAUSE


def _who(line: StandingEntry) -> tuple[object, ...]:
    """Whose sitting it is; what is erased, and what erased it, are not folded into anything."""
    return line.by, line.name, line.erased, line.erases and line.id


def revisions(lines: Iterable[StandingEntry], standing: Collection[UUID] = ()) -> list[Group]:
    """Lines in their order, cut where the writer changes, half an hour goes by, or one stands."""
    groups: list[list[StandingEntry]] = []
    for entry in lines:
        last = groups[-1][-1] if groups else None
        if last and last.id not in standing and _goes_on(last, entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [tuple(group) for group in groups]


def revision_with(key: UUID, entries: Iterable[Entry], standing: Collection[UUID]) -> set[UUID]:
    """The ids of the line of the history that this entry belongs to."""
    folded = revisions((line(entry) for entry in entries), standing)
    with_key = (group for group in folded if any(entry.id == key for entry in group))
    return {entry.id for entry in next(with_key, ())}

"""Takes a posted page into the workbook: the one way in, for forms and for what a device kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from barnraise.ledger.draft import Draft
from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.ledger.sql import StoredEntry
from barnraise.ledger.writer import group_commit, locked
from barnraise.partnerships.models import Member
from barnraise.refusals import NotNow
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.actions import Action, acted
from barnraise.workbook.save.posted import (
    PostedField,
    changed,
    posted_fields,
    seen_entries,
    sent_before,
)
from barnraise.workbook.save.replay import fresh_ids


@dataclass(frozen=True)
class Rejected:
    """Words that were not kept, why, and the words themselves, so that nothing is lost."""

    field: str
    sentence: str
    words: str


@dataclass(frozen=True)
class SaveResult:
    """What became of a posted page: the fields that changed, and a receipt for each."""

    fields: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    unkept: tuple[Rejected, ...]

    @property
    def stored(self) -> bool:
        return any(receipt.outcome is Outcome.STORED for receipt in self.receipts)


def save(workbook: Workbook, data: QueryDict, *, by: Member) -> SaveResult:
    """Keep every changed field of the page, and what its pressed button asks for."""
    found = list(_drafts(workbook, data))
    if not found:
        return SaveResult((), (), ())
    try:
        drafts, receipts = group_commit(lambda: _kept(workbook, found, by))
    except NotNow as refusal:
        refusal.words = tuple(filter(None, map(_words, found)))
        raise
    unkept = [
        Rejected(draft.field, receipt.reason, _words(draft))
        for draft, receipt in zip(drafts, receipts, strict=True)
        if not receipt.kept
    ]
    return SaveResult(tuple(draft.field for draft in drafts), tuple(receipts), tuple(unkept))


def save_fields(
    workbook: Workbook, fields: list[PostedField], *, by: Member
) -> list[Receipt | None]:
    """Keep what a device has written since it last saw the server.

    One receipt for each field in the same order; None where it says what its writer saw.
    """
    seen = seen_entries(workbook, fields)
    edition = workbook.edition.sha256
    drafts = [_written(posted, seen, edition) for posted in fields]
    found = [draft for draft in drafts if draft]
    if not found:
        return [None for _posted in fields]
    _drafts, receipts = group_commit(lambda: _kept(workbook, found, by))
    kept = iter(receipts)
    return [next(kept) if draft else None for draft in drafts]


def _written(posted: PostedField, seen: Mapping[UUID, StoredEntry], edition: str) -> Draft | None:
    """The draft of a device's words; a device may have seen what a restored server lost."""
    if again := sent_before(posted, seen):
        return again
    if all(key in seen for key in posted.sees):
        return changed(posted, seen, edition)
    return posted.draft({**posted.kind.unsaid, **posted.value}, edition)


def _kept(workbook: Workbook, found: list[Draft], by: Member) -> tuple[list[Draft], list[Receipt]]:
    with locked(workbook) as held:
        drafts = fresh_ids(held, found, by=by)
        return drafts, held.keep(drafts, by=by)


def _drafts(workbook: Workbook, data: QueryDict) -> Iterable[Draft]:
    fields = list(posted_fields(data, workbook))
    seen = seen_entries(workbook, fields)
    action = Action.of(data)
    for posted in fields:
        if action and action.field == posted.field:
            draft = acted(action, posted, workbook, data)
        else:
            draft = sent_before(posted, seen) or changed(posted, seen, workbook.edition.sha256)
        if draft:
            yield draft


def _words(draft: Draft) -> str:
    texts = (content for content in draft.value.values() if isinstance(content, str))
    return "\n".join(text for text in texts if text)

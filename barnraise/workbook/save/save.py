"""Saves what was posted: the one door for words, from forms, from buttons and from devices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from barnraise.ledger.db_errors import Unavailable
from barnraise.ledger.draft import Draft
from barnraise.ledger.held import Lookup, StoredEntry
from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.ledger.writer import group_commit, locked_here
from barnraise.partnerships.models import Member
from barnraise.workbook.models import Workbook
from barnraise.workbook.save.actions import Action, draft_of_action
from barnraise.workbook.save.posted import PostedField, draft_of, seen_entries
from barnraise.workbook.save.replay import fresh_ids


@dataclass(frozen=True)
class Rejected:
    """Words that were not kept, why, and the words themselves, so that nothing is lost."""

    field: str
    sentence: str
    words: str


@dataclass(frozen=True)
class FieldResult:
    """What became of one posted field: no receipt when it says what its writer saw."""

    posted: PostedField
    draft: Draft | None = None
    receipt: Receipt | None = None

    @property
    def rejected(self) -> Rejected | None:
        """The words, where they were not kept."""
        if self.draft is None or self.receipt is None or self.receipt.kept:
            return None
        return Rejected(self.posted.field, self.receipt.reason, _words(self.draft))


@dataclass(frozen=True)
class SaveResult:
    """What became of everything that was posted, field by field in the order it came."""

    fields: tuple[FieldResult, ...]

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """Those of the fields that changed."""
        return tuple(result.receipt for result in self.fields if result.receipt)

    @property
    def stored(self) -> bool:
        """Whether anything new is on disk."""
        return any(receipt.outcome is Outcome.STORED for receipt in self.receipts)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return tuple(result.rejected for result in self.fields if result.rejected)


def save(
    workbook: Workbook,
    posted: Sequence[PostedField],
    *,
    by: Member,
    action: Action | None = None,
    prepare: Callable[[], object] | None = None,
) -> SaveResult:
    """Keep every field that changed, and what a pressed button asks for.

    `prepare` is done in the same transaction first: whatever else a save writes waits and fails
    with it, and never in a turn of its own.

    When this returns, what it calls stored is on disk. Raises Unavailable, with the words, when
    the database cannot keep anything now.
    """
    seen = seen_entries(workbook, posted)
    made = [_draft(workbook, field, seen.entries, action) for field in posted]
    drafts = [draft for draft in made if draft]
    try:
        work = partial(_keep, workbook, drafts, seen, by, prepare)
        kept = iter(group_commit(work) if drafts else ())
    except Unavailable as error:
        error.words = tuple(filter(None, map(_words, drafts)))
        raise
    return SaveResult(
        tuple(
            FieldResult(field, *next(kept)) if draft else FieldResult(field)
            for field, draft in zip(posted, made, strict=True)
        )
    )


def _draft(
    workbook: Workbook,
    posted: PostedField,
    seen: Mapping[UUID, StoredEntry],
    action: Action | None,
) -> Draft | None:
    if action and action.field == posted.field:
        return draft_of_action(action, posted, workbook)
    return draft_of(posted, seen, workbook.edition.sha256)


def _keep(
    workbook: Workbook,
    drafts: list[Draft],
    seen: Lookup,
    by: Member,
    prepare: Callable[[], object] | None,
) -> list[tuple[Draft, Receipt]]:
    if prepare:
        prepare()
    with locked_here(workbook) as held:
        held.take_over(seen)
        fresh = fresh_ids(held, drafts, by=by)
        return list(zip(fresh, workbook.keep_held(held, fresh, by=by), strict=True))


def _words(draft: Draft) -> str:
    texts = (content for content in draft.value.values() if isinstance(content, str))
    return "\n".join(text for text in texts if text)

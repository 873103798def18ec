"""What the back button does: a page is posted again that is older than what it already sent."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from barnraise.ledger.append import known_of
from barnraise.ledger.draft import Draft
from barnraise.ledger.held import HeldLog, Known
from barnraise.ledger.sql import GONE, NAMELESS
from barnraise.partnerships.models import Member
from barnraise.workbook.models import Entry


def fresh_ids(held: HeldLog, drafts: list[Draft], *, by: Member) -> list[Draft]:
    """Give a draft a new id when its page's id was used before with other words.

    The new id is made from the content, so that sending it twice keeps it once. It replaces what
    the writer has made of the field since from that page, for they know what they wrote; what
    others said meanwhile stays beside it.
    """
    known = known_of(held, drafts)
    return [_again(held.log, draft, by) if _is_other(draft, known) else draft for draft in drafts]


def _is_other(draft: Draft, known: Known) -> bool:
    """Whether the id holds other words; of erased ones nobody knows any more what they were."""
    return known.get(draft.id, (GONE, 0))[0] not in {draft.digest, GONE, NAMELESS}


def _again(log: Any, draft: Draft, by: Member) -> Draft:
    made = UUID(bytes=hashlib.sha256(draft.canonical).digest()[:16], version=4)
    there = list(log.entries.filter(field=draft.field).order_by("version"))
    for entry in there:
        if entry.key == made:
            known = frozenset(UUID(key) for key in entry.replaces)
            return Draft(made, draft.field, draft.value, known, draft.edition)
    since = _made_since(draft.id, there)
    standing = log.standing.filter(field=draft.field, entry__by=by, entry__key__in=since)
    replaces = draft.replaces.union({draft.id}, standing.values_list("entry__key", flat=True))
    return Draft(made, draft.field, draft.value, replaces, draft.edition)


def _made_since(first: UUID, entries: Iterable[Entry]) -> set[UUID]:
    """The entries that replace `first`, or something that does, and so on; oldest first."""
    found = {first}
    for entry in entries:
        if found & {UUID(key) for key in entry.replaces}:
            found.add(entry.key)
    return found

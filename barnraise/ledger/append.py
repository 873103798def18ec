"""The one verb of the ledger: append entries to a held log, answer with receipts."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from barnraise.ledger import sql
from barnraise.ledger.draft import Draft
from barnraise.ledger.held import HeldLog, Known
from barnraise.ledger.models import Entry, Log
from barnraise.ledger.receipt import Outcome, Receipt, ReceiptCode
from barnraise.ledger.room import Room, Sharing
from barnraise.ledger.standing import standing

Signature = tuple[str, str]  # name and organization
UNSIGNED: Signature = ("", "")


def append(
    held: HeldLog,
    drafts: Sequence[Draft],
    *,
    by: Model,
    signed: Signature,
    sharing: Sharing | None = None,
) -> list[Receipt]:
    """Append every draft that can be kept; one receipt each, in the same order.

    `sharing` tells which seats share the writer's share of the room; without it they may use all.
    What it calls stored is on disk when the transaction of `locked` has ended. One bad draft never
    fails its neighbors.
    """
    if not drafts:
        return []
    return _Append(held, by, signed, Room(held, sharing)).receive_all(drafts)


def known_of(held: HeldLog, drafts: Iterable[Draft]) -> Known:
    """What is in the log already of these drafts and of what they replace; each is asked once."""
    ids = {key for draft in drafts for key in (draft.id, *draft.replaces)} - held.asked
    if ids:
        held.known |= sql.known_ids(held.cursor, held.log, ids)
        held.asked |= ids
    return held.known


class _Append:
    """One transaction's work on one log."""

    def __init__(self, held: HeldLog, by: Model, signed: Signature, room: Room) -> None:
        self.held, self.log, self.room = held, held.log, room
        self.by, self.signed, self.at = by, signed, timezone.now()
        self.fresh: list[sql.NewEntry] = []
        self.replaced: dict[str, set[UUID]] = {}

    def receive_all(self, drafts: Sequence[Draft]) -> list[Receipt]:
        known = known_of(self.held, drafts)
        receipts = []
        for draft in drafts:
            receipt = self._receive(draft, known)
            if receipt.outcome is Outcome.STORED:
                known[draft.id] = (draft.digest, receipt.version)
            receipts.append(receipt)
        if self.fresh:
            self._write()
        return receipts

    def _receive(self, draft: Draft, known: Known) -> Receipt:
        if not draft.is_sound:
            return _refused(draft, ReceiptCode.UNREADABLE)
        if known.get(draft.id, (sql.NAMELESS, 0))[0] != sql.NAMELESS:
            return self._receive_again(draft, *known[draft.id])
        gone = {key for key in draft.replaces if key in known and known[key][0] == sql.GONE}
        if gone:
            return self._began_from(draft, gone)
        if code := self.room.refusal(draft.size):
            return _refused(draft, code)
        version = self._add(draft, UNSIGNED if draft.id in known else self.signed)
        return Receipt(draft.id, Outcome.STORED, draft.digest, version)

    def _receive_again(self, draft: Draft, before: str, version: int) -> Receipt:
        """What becomes of an entry whose id was here before."""
        if before == sql.GONE:
            return Receipt(draft.id, Outcome.ERASED, draft.digest, code=ReceiptCode.ERASED)
        if before == draft.digest:
            return Receipt(draft.id, Outcome.DUPLICATE, before, version)
        return self._set_aside(draft)

    def _began_from(self, draft: Draft, gone: set[UUID]) -> Receipt:
        """Refuse a change to erased words: it would bring them back. It may be sent anew."""
        instead = (*sorted(draft.replaces - gone), *sql.acts_of_erasing(self.log, gone))
        return _refused(draft, ReceiptCode.BEGAN_FROM_ERASED, instead)

    def _set_aside(self, draft: Draft) -> Receipt:
        aside = self.log.set_aside
        payload = draft.canonical.decode()
        if aside.count() < aside.model.most and not aside.filter(digest=draft.digest).exists():
            name, organization = self.signed
            row = aside.model(key=draft.id, digest=draft.digest, payload=payload)
            row.name, row.organization = name, organization
            row.log_id, row.by_id = self.log.pk, self.by.pk
            row.save()
        return Receipt(draft.id, Outcome.CONFLICT, draft.digest, code=ReceiptCode.OTHER_WORDS)

    def _add(self, draft: Draft, signed: Signature) -> int:
        name, organization = signed
        entry = sql.NewEntry(
            version=self.held.grow(draft.size),
            key=draft.id,
            field=draft.field,
            value=dict(draft.value),
            replaces=sorted(str(key) for key in draft.replaces),
            edition=draft.edition,
            digest=draft.digest,
            name=name,
            organization=organization,
            at=self.at,
            by_id=self.by.pk,
        )
        self.fresh.append(entry)
        self.replaced.setdefault(draft.field, set()).update(draft.replaces)
        return entry.version

    def _write(self) -> None:
        """The entries, and what stands: what was just replaced does no more."""
        cursor, log = self.held.cursor, self.log
        sql.add_entries(cursor, log, self.fresh)
        sql.set_state(self.held)
        sql.add_replacements(cursor, log, self.replaced)
        sql.put_up(cursor, log, self.fresh[0].version - 1)


def _refused(draft: Draft, code: ReceiptCode, instead: tuple[UUID, ...] = ()) -> Receipt:
    return Receipt(draft.id, Outcome.REFUSED, draft.digest, code=code, instead=instead)


class _Row:
    """An entry's row as `standing` asks for it."""

    def __init__(self, entry: Entry) -> None:
        self.entry, self.id, self.field = entry, entry.key, entry.field
        self.replaces = frozenset(UUID(key) for key in entry.replaces)


def rebuilt(log: Log) -> dict[str, set[UUID]]:
    """What stands, computed from the log alone: the check of the standing table."""
    rows = [_Row(entry) for entry in log.entries.order_by("version")]
    return {field: {row.id for row in left} for field, left in standing(rows).items()}

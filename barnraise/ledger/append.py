"""The one verb of the ledger: keep entries, answer with receipts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from barnraise.ledger import sql
from barnraise.ledger.draft import Draft
from barnraise.ledger.models import Entry, Log
from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.ledger.standing import standing
from barnraise.ledger.writer import locked


def keep(log: Log, drafts: Sequence[Draft], *, by: Model, signed: tuple[str, str]) -> list[Receipt]:
    """Keep every draft that can be kept; one receipt each, in the same order.

    When this returns, what it calls stored is on disk. One bad draft never fails its neighbors.
    """
    if not drafts:
        return []
    with locked(log) as held:
        return _Keeping(held, by, signed, timezone.now()).keep(drafts)


class _Keeping:
    """One transaction's work on one log."""

    def __init__(self, log: Any, by: Model, signed: tuple[str, str], at: datetime) -> None:
        self.log = log
        self.by, self.signed, self.at = by, signed, at
        self.fresh: list[Entry] = []

    def keep(self, drafts: Sequence[Draft]) -> list[Receipt]:
        known = sql.known_ids(
            self.log, {key for each in drafts for key in (each.id, *each.replaces)}
        )
        receipts = []
        for draft in drafts:
            receipt = self._receive(draft, known)
            if receipt.outcome is Outcome.STORED:
                known[draft.id] = (draft.digest, receipt.version)
            receipts.append(receipt)
        if self.fresh:
            self._write()
        return receipts

    def _receive(self, draft: Draft, known: sql.Known) -> Receipt:
        digest = draft.digest
        if not draft.is_sound:
            reason = _("This could not be read. Please copy your words and load the page again.")
            return Receipt(draft.id, Outcome.REFUSED, digest, reason=reason)
        if known.get(draft.id, (sql.NAMELESS, 0))[0] != sql.NAMELESS:
            return self._again(draft, *known[draft.id])
        gone = {key for key in draft.replaces if known.get(key, (digest, 0))[0] == sql.GONE}
        if gone:
            return self._began_from(draft, gone)
        if self._is_full(draft):
            reason = _("This workbook is full, so this was not kept. Please ask its host for help.")
            return Receipt(draft.id, Outcome.REFUSED, digest, reason=reason)
        self._add(draft, self.signed if draft.id not in known else ("", ""))
        return Receipt(draft.id, Outcome.STORED, digest, self.log.version)

    def _again(self, draft: Draft, before: str, version: int) -> Receipt:
        """What becomes of an entry whose id was here before."""
        if before == sql.GONE:
            return Receipt(draft.id, Outcome.ERASED, draft.digest, reason=erased_words())
        if before == draft.digest:
            return Receipt(draft.id, Outcome.DUPLICATE, before, version)
        return self._set_aside(draft)

    def _is_full(self, draft: Draft) -> bool:
        size = self.log.bytes_kept + len(draft.canonical)
        return bool(size > self.log.most_bytes or self.log.version >= self.log.most_entries)

    def _began_from(self, draft: Draft, gone: set[UUID]) -> Receipt:
        """Refuse a change to erased words: it would bring them back. It may be sent anew."""
        acts = self.log.erasures.filter(words=True, erased__key__in=gone).distinct()
        instead = (*sorted(draft.replaces - gone), *acts.values_list("key", flat=True))
        reason = erased_meanwhile()
        return Receipt(draft.id, Outcome.REFUSED, draft.digest, reason=reason, instead=instead)

    def _set_aside(self, draft: Draft) -> Receipt:
        aside = self.log.set_aside
        payload = draft.canonical.decode()
        if aside.count() < aside.model.most and not aside.filter(digest=draft.digest).exists():
            aside.create(key=draft.id, digest=draft.digest, payload=payload, by=self.by)
        reason = _("This was sent before with other words. Please load the page again and compare.")
        return Receipt(draft.id, Outcome.CONFLICT, draft.digest, reason=reason)

    def _add(self, draft: Draft, signed: tuple[str, str]) -> None:
        self.log.version += 1
        self.log.bytes_kept += len(draft.canonical)
        name, organization = signed
        self.fresh.append(
            self.log.entries.model(
                log=self.log,
                version=self.log.version,
                key=draft.id,
                field=draft.field,
                value=dict(draft.value),
                replaces=sorted(str(key) for key in draft.replaces),
                edition=draft.edition,
                digest=draft.digest,
                by=self.by,
                name=name,
                organization=organization,
                at=self.at,
            )
        )

    def _write(self) -> None:
        sql.add(self.fresh)
        sql.set_state(self.log)
        replaced: dict[str, set[UUID]] = {}
        for entry in self.fresh:
            replaced.setdefault(entry.field, set()).update(UUID(key) for key in entry.replaces)
        model = self.log.replacements.model
        sql.add_new(
            [
                model(log=self.log, field=field, key=key)
                for field, keys in sorted(replaced.items())
                for key in sorted(keys)
            ]
        )
        self._restand(replaced)

    def _restand(self, replaced: dict[str, set[UUID]]) -> None:
        """Take down what was just replaced; put up what is new unless it was replaced before."""
        for field, keys in replaced.items():
            if keys:
                sql.take_down(self.log, field, keys)
        gone = sql.replaced_before(self.log, [entry.key for entry in self.fresh])
        sql.add(
            [
                self.log.standing.model(log=self.log, field=entry.field, entry=entry)
                for entry in self.fresh
                if (entry.field, entry.key) not in gone
            ]
        )


def erased_words() -> str:
    """Why something is not kept again."""
    return _(
        "These words were removed for good by the person who keeps this workbook. "
        "They are not kept again."
    )


def erased_meanwhile() -> str:
    """Why a change to erased words is not kept: it would bring them back."""
    return _(
        "What you were changing was removed for good meanwhile, by the person who keeps this "
        "workbook. Your words are still here. Take out what should not come back, and save again."
    )


class _Row:
    """An entry's row seen as a line."""

    def __init__(self, entry: Entry) -> None:
        self.entry, self.id, self.field = entry, entry.key, entry.field
        self.replaces = frozenset(UUID(key) for key in entry.replaces)


def rebuilt(log: Any) -> dict[str, set[UUID]]:
    """What stands, computed from the log alone: the check of the standing table."""
    sql = [_Row(entry) for entry in log.entries.order_by("version")]
    return {field: {row.id for row in found} for field, found in standing(sql).items()}

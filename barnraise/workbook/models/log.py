"""The workbook of a partnership: its rounds and the log of everything said in it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from django.db import models
from django.utils import timezone

from barnraise.instruments.document import Instrument
from barnraise.instruments.models import Edition
from barnraise.ledger import models as ledger
from barnraise.ledger.append import append
from barnraise.ledger.draft import Draft
from barnraise.ledger.held import HeldLog
from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.ledger.writer import locked
from barnraise.partnerships.arrivals import arrived_with
from barnraise.partnerships.models import Member, Partnership
from barnraise.workbook.fields.rules import rejections_of
from barnraise.workbook.file_origin import FileOrigin, SealState
from barnraise.workbook.ledger_words import in_words

SEALS = [state.value for state in SealState]


class Workbook(ledger.Log):
    """What one partnership says together, entry by entry."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="workbook")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="workbooks")
    from_file_at = models.DateTimeField(null=True, blank=True)  # see `file_origin`
    from_file_entries = models.PositiveIntegerField(default=0)
    from_file_seal = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(from_file_at=None, from_file_seal="")
                | models.Q(from_file_at__isnull=False, from_file_seal__in=SEALS),
                name="workbook_file_origin_is_known",
            )
        ]

    @property
    def file_origin(self) -> FileOrigin | None:
        """The file it was opened from; None for a workbook that was begun here."""
        if self.from_file_at is None:
            return None
        seal = SealState(self.from_file_seal)
        return FileOrigin(self.from_file_at, self.from_file_entries, seal)

    @property
    def instrument(self) -> Instrument:
        """The question set the open round pins."""
        return self.edition.instrument

    def asked(self) -> Iterator[Instrument]:
        """The question set now asked, then those of earlier rounds, the latest first.

        An answer given on a page from before a move is still an answer.
        """
        yield self.instrument
        earlier = self.rounds.exclude(edition=self.edition_id).select_related("edition")
        for each in earlier.order_by("-number"):
            yield each.edition.instrument

    def keep(self, drafts: Sequence[Draft], *, by: Member) -> list[Receipt]:
        """Keep what can be kept of `drafts`; one receipt each, in the same order.

        What a receipt calls stored is on disk; what it refuses carries the reason in words.
        """
        if not drafts:
            return []
        with locked(self) as held:
            return self.keep_held(held, drafts, by=by)

    def keep_held(self, held: HeldLog, drafts: Sequence[Draft], *, by: Member) -> list[Receipt]:
        """The same for whoever holds the log; on disk when that transaction has ended."""
        reasons = rejections_of(self, self.asked, drafts, by=by)
        fit = [draft for draft, reason in zip(drafts, reasons, strict=True) if not reason]
        sharing = None if by.keeps else partial(arrived_with, by)
        appended = append(held, fit, by=by, signed=by.signature, sharing=sharing)
        kept = map(in_words, appended)
        return [
            Receipt(draft.id, Outcome.REFUSED, draft.digest, reason=reason)
            if reason
            else next(kept)
            for draft, reason in zip(drafts, reasons, strict=True)
        ]


class Round(models.Model):
    """One look: it pins a version of the question set from its opening on."""

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workbook", "number"], name="workbook_one_round_per_number"
            )
        ]


class Entry(ledger.Entry):
    """One thing said in a workbook."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="entries")
    by = models.ForeignKey(Member, models.PROTECT, related_name="entries")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "key"], name="workbook_entry_kept_once"),
            models.UniqueConstraint(fields=["log", "version"], name="workbook_entry_in_order"),
        ]
        indexes: ClassVar = [models.Index(fields=["log", "field"], name="workbook_entry_by_field")]


class Standing(ledger.Standing):
    """What stands in a workbook now."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="standing")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="stands")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["log", "field"], name="workbook_standing_by_field")
        ]


class Replacement(ledger.Replacement):
    """That an entry of a workbook was replaced."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="replacements")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "field", "key"], name="workbook_replaced_once")
        ]


class SetAside(ledger.SetAside):
    """An entry of a workbook that waits for a person."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="set_aside")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class Erasure(ledger.Erasure):
    """That something said in a workbook was removed for good."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="erasures")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "key"], name="workbook_erasure_kept_once")
        ]


class Erased(ledger.Erased):
    """An entry of a workbook that was erased."""

    log = models.ForeignKey(Workbook, models.CASCADE, related_name="erased")
    erasure = models.ForeignKey(Erasure, models.CASCADE, related_name="erased")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "key", "erasure"], name="workbook_erased_once")
        ]

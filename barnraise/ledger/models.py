"""The tables every log is made of; a room makes them concrete and says who may write."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from barnraise.ledger.draft import Draft

R = TypeVar("R", bound=models.Model)


class Rows(Protocol[R]):
    """The rows of a log in one of its tables, whichever room made the table concrete."""

    @property
    def model(self) -> type[R]: ...

    def filter(self, **lookups: object) -> models.QuerySet[R]: ...

    def count(self) -> int: ...

    def order_by(self, *names: str) -> models.QuerySet[R]: ...

    def bulk_create(self, rows: Iterable[R], batch_size: int) -> list[R]: ...


class Log(models.Model):
    """Something that keeps entries: it counts them, and its version moves with each."""

    version = models.PositiveBigIntegerField(default=0)
    bytes_kept = models.PositiveBigIntegerField(default=0)

    max_standing: ClassVar[int] = 20_000  # entries that nothing replaces
    max_standing_bytes: ClassVar[int] = 8_000_000
    max_rows: ClassVar[int] = 40_000  # entries that say something, those that were replaced too
    max_bytes: ClassVar[int] = 20_000_000  # of all of them
    max_version: ClassVar[int] = 100_000  # entries that ever were, also those erased since

    last_erasure: str | None = None  # of this version; None where nobody looked for it

    if TYPE_CHECKING:  # the foreign keys of the concrete tables give a log these
        entries: Rows["Entry"]
        standing: Rows["Standing"]
        replacements: Rows["Replacement"]
        set_aside: Rows["SetAside"]
        erasures: Rows["Erasure"]
        erased: Rows["Erased"]

    class Meta:
        abstract = True


class Entry(models.Model):
    """One thing said. Never updated, never deleted (database triggers see to it), but by erasing.

    An erased entry keeps its place and its time; its value is empty and so is its digest.
    The concrete class adds `log`, a foreign key with related name `entries`, and `by`.
    `name` and `organization` are the signature as it was when this was said.
    """

    version = models.PositiveBigIntegerField()
    key = models.UUIDField()
    field = models.CharField(max_length=200)
    value = models.JSONField()
    replaces = models.JSONField(default=list)
    edition = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=80, blank=True)
    organization = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    log_id: int
    by_id: int

    class Meta:
        abstract = True

    @property
    def draft(self) -> Draft:
        """What was said, as it came."""
        replaces = frozenset(map(UUID, self.replaces))
        return Draft(self.key, self.field, self.value, replaces, self.edition)


class Standing(models.Model):
    """An entry that nothing replaces; written with the log and rebuildable from it.

    The concrete class adds `log` and a one-to-one `entry`.
    """

    field = models.CharField(max_length=200)

    log_id: int
    entry_id: int

    class Meta:
        abstract = True


class Replacement(models.Model):
    """That `key` was replaced in `field`, known even before the entry itself arrives."""

    field = models.CharField(max_length=200)
    key = models.UUIDField()

    log_id: int

    class Meta:
        abstract = True


class SetAside(models.Model):
    """An entry whose id was already taken by other bytes: kept for a person to look at.

    `name` and `organization` are the signature as it was when this was said.
    """

    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    payload = models.TextField()
    name = models.CharField(max_length=80, blank=True)
    organization = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    most: ClassVar[int] = 200

    log_id: int
    by_id: int

    class Meta:
        abstract = True


class Erasure(models.Model):
    """That words, or the names under them, were removed for good: who and when, never what.

    `key` is its own entry in the log, which says nothing and moves the version. The concrete class
    adds `log`, a foreign key with related name `erasures`. Never changed, like an entry.
    """

    key = models.UUIDField()
    field = models.CharField(max_length=200)
    words = models.BooleanField()
    names = models.BooleanField()
    name = models.CharField(max_length=80, blank=True)
    organization = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    log_id: int

    class Meta:
        abstract = True


class Erased(models.Model):
    """The id of an entry that was erased: all that is left to know it by, should it come again.

    The concrete class adds `log` (related name `erased`) and `erasure` (related name `erased`).
    """

    key = models.UUIDField()

    log_id: int
    erasure_id: int

    class Meta:
        abstract = True


class Removed(models.Model):
    """A whole log that was removed for good: its public name, and when.

    `known_to` holds digests of those who had a place there: they alone are told.
    """

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    known_to = models.JSONField(default=list)


class Permit(models.Model):
    """While a row stands here, within one transaction, entries may be removed (see `removal`)."""

    reason = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)


class Epoch(models.Model):
    """One life of this database; the latest number goes on (see `epochs`).

    `removals` counts the transactions that took something out: other servers look at it.
    """

    number = models.PositiveIntegerField(unique=True)
    word = models.CharField(max_length=16, unique=True)
    began_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=80)
    removals = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.word

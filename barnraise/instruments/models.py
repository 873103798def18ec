"""Published versions of question sets, and which of them this host offers."""

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

from barnraise.instruments.document import Instrument
from barnraise.instruments.parse_cache import parsed

CARRIED = "carried-"  # how the keys begin of editions that came with a workbook from elsewhere


class Edition(models.Model):
    """One version of a question set, stored as its document and never changed.

    `sha256` is the digest of the document's bytes and names the edition everywhere else. `key` and
    `version` are the document's own, but for one that came with a workbook.
    """

    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    document = models.TextField()
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "version"], name="instruments_one_edition_per_version"
            ),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="instruments_sha256_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    @property
    def instrument(self) -> Instrument:
        """The document, parsed once a process, so that `document` may be deferred."""
        return parsed(self.sha256, lambda: self.document)

    @property
    def is_carried(self) -> bool:
        """Whether it came with a workbook's file and is no version of a set of this host."""
        return self.key.startswith(CARRIED)

    @staticmethod
    def digest(document: str) -> str:
        """SHA-256 of a document as stored."""
        return hashlib.sha256(document.encode()).hexdigest()


class Offer(models.Model):
    """That this host offers an edition to those who start a workbook; the lowest place is first."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="offer")
    place = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["place", "pk"]

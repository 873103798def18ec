"""Epochs: which life of the database this is. A restore begins a new one.

A device remembers the epoch of its receipts; when another one answers, what it had been told is
stored may be gone again, so it sends everything it still holds once more. Nothing doubles: an
entry's id is the device's own.
"""

import secrets
import time

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, Max

from barnraise.ledger.models import Epoch
from barnraise.ledger.writer import write_transaction

SECONDS = 5.0  # how long a process answers from memory
UNBEGUN = "unbegun"  # said until the first epoch; whoever only reads must never have to write

_known: tuple[str, float] = ("", 0.0)


def current(*, fresh: bool = False) -> str:
    """The word of the epoch that goes on now; at most a few seconds old unless `fresh`."""
    global _known  # noqa: PLW0603 - one answer a process, worth a query every few seconds
    word, until = _known
    now = time.monotonic()
    if fresh or not word or now >= until:
        word = _latest() or UNBEGUN
        _known = (word, now + SECONDS)
    return word


def removals() -> tuple[str, int]:
    """The epoch and how often something was removed in it: when it moves, what one knows is old."""
    latest = Epoch.objects.order_by("-number").values_list("word", "removals").first()
    return latest or ("", 0)


def count_removal(using: str = DEFAULT_DB_ALIAS) -> None:
    """Count one, in the transaction that removes: other servers see both at the same moment."""
    epochs = Epoch.objects.using(using)
    latest = epochs.order_by("-number").values("pk")[:1]
    epochs.filter(pk__in=latest).update(removals=F("removals") + 1)


def begin_first() -> None:
    """Begin the first epoch of a new database, once, whichever process comes first."""
    if not _latest():
        with write_transaction():
            made = {"word": _word(), "reason": "a new database"}
            Epoch.objects.get_or_create(number=1, defaults=made)


def begin(reason: str, using: str = DEFAULT_DB_ALIAS) -> str:
    """Begin a new epoch in this database and answer its word."""
    with transaction.atomic(using=using):
        epochs = Epoch.objects.using(using)
        last = epochs.aggregate(last=Max("number"))["last"] or 0
        return epochs.create(number=last + 1, word=_word(), reason=reason[:80]).word


def _latest() -> str:
    return Epoch.objects.order_by("-number").values_list("word", flat=True).first() or ""


def _word() -> str:
    return secrets.token_hex(8)

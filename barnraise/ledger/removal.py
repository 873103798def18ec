"""The one door through which entries leave: inside a transaction, with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, transaction

from barnraise.ledger.epochs import count_removal
from barnraise.ledger.models import Permit
from barnraise.ledger.writer import write_transaction


@contextmanager
def removal(reason: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let the block remove entries; the permit is gone again before anything is committed."""
    with write_transaction() if using == DEFAULT_DB_ALIAS else transaction.atomic(using=using):
        permit = Permit.objects.using(using).create(reason=reason)
        yield
        permit.delete()
        count_removal(using)  # last: whoever removes waits here for others, and then for nobody

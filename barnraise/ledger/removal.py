"""The one door through which entries leave: inside a transaction, with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from barnraise.ledger.models import Permit


@contextmanager
def removal(reason: str) -> Iterator[None]:
    """Let the block remove entries; the permit is gone again before anything is committed."""
    with transaction.atomic():
        permit = Permit.objects.create(reason=reason)
        yield
        permit.delete()

"""The one door through which entries leave: inside a transaction, with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from barnraise.ledger.models import Permit
from barnraise.ledger.turn import writing


@contextmanager
def removal(reason: str) -> Iterator[None]:
    """Let the block remove entries; the permit is gone again before anything is committed."""
    with writing():
        permit = Permit.objects.create(reason=reason)
        yield
        permit.delete()

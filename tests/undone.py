"""What is tried at every address of one table: each try begins with the table as it was made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from barnraise.partnerships.throttle import reset
from barnraise.reports.queue.document_queue import QUEUE


@contextmanager
def undone() -> Iterator[None]:
    """What the block does to the database is taken back at its end; nothing is in memory before."""
    reset()
    with QUEUE.change:
        for job in QUEUE.known.values():
            job.forget()
        QUEUE.known.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

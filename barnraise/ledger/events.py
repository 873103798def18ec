"""Writes what a host may be asked about later into the log: a link ended, words were removed.

No word that anybody wrote, no name, nothing that opens a workbook.
"""

import logging

from django.db import transaction

logger = logging.getLogger("barnraise.events")


def log_event(event: str, **facts: object) -> None:
    """Say that this has happened, as soon as it is on disk and never before."""
    line = " ".join([event, *(f"{name}={value}" for name, value in facts.items())])
    transaction.on_commit(lambda: logger.info("%s", line))

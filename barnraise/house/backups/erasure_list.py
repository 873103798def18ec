"""Writes the list of removals as soon as there is one more, in case the database dies."""

import logging
from pathlib import Path
from typing import Any

from django.conf import settings

from barnraise.house.backups import erasures

log = logging.getLogger(__name__)


def list_erasures(**_signal: Any) -> None:
    """Add to the list among the data folder's own backups; a full disk is no reason to fail."""
    folder = Path(settings.DATA) / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        erasures.write_list(folder, erasures.in_database("default"))
    except OSError:
        log.exception("the list of what was removed for good could not be written")

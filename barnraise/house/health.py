"""A page for machines that ask whether the server works: can it be read, can it be written?"""

import os
import time
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from barnraise.ledger import durability
from barnraise.ledger.db_errors import Trouble, Unavailable, trouble_in
from barnraise.partnerships.limits import try_writing

MIN_FREE = 1_000_000  # bytes; a save needs a few thousand
MIN_PAUSE = 2.0  # seconds between two tries to write while it is known to be in trouble
PASSES = 20.0  # seconds after which nobody need still hold the database

_tried = 0.0


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 "ok" when pages can be read and saves can be kept, else 503 and the reason."""
    reason = _unreadable() or _no_room() or _unwritable()
    if reason:
        return HttpResponse(f"{reason}\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")


def _unreadable() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return str(trouble_in(error) or Trouble.GONE)
    return ""


def _no_room() -> str:
    """What the disk says of itself: seen before the first save is refused."""
    if connection.vendor != "sqlite" or not hasattr(os, "statvfs"):
        return ""
    disk = os.statvfs(Path(settings.DATA))
    if disk.f_flag & os.ST_RDONLY:
        return str(Trouble.READ_ONLY)
    return str(Trouble.FULL) if disk.f_bavail * disk.f_frsize < MIN_FREE else ""


def _unwritable() -> str:
    """The trouble the latest save was in, if trying again shows that it goes on."""
    global _tried  # noqa: PLW0603 - one try at a time for all who ask
    if (latest := durability.latest()) is None:
        return ""
    trouble, age = latest
    if trouble is Trouble.BUSY:  # whoever holds it is in no one's way for long
        return str(trouble) if age < PASSES else ""
    if time.monotonic() - _tried < MIN_PAUSE:
        return str(trouble)
    _tried = time.monotonic()
    try:
        try_writing()
    except Unavailable:
        return str(trouble)
    return ""

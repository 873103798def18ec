"""Whether the server has room for one more workbook; those that are there go on either way."""

import shutil

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from barnraise.refusals import NotNow

MIN_FREE = 2_000_000_000  # bytes of the disk left to the workbooks that are there
MIN_SHARE = 20  # on a small disk a twentieth of it
ONE_HOUR = 3600
MB = 1_000_000
USED = """SELECT (page_count - freelist_count) * page_size
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size"""


def refuse_without_room() -> None:
    """Raise NotNow when new workbooks would take the room of those that are there."""
    if is_disk_low() or is_database_full():
        raise NotNow(
            _(
                "This server has no room for another workbook just now. Workbooks that are here "
                "already go on as before. Please tell the host of this server."
            ),
            status=507,
            retry_after=ONE_HOUR,
        )


def is_disk_low() -> bool:
    """Whether the data folder's disk is nearly full."""
    disk = shutil.disk_usage(settings.DATA)
    return disk.free < min(MIN_FREE, disk.total // MIN_SHARE)


def is_database_full() -> bool:
    """Whether the database takes what the host lets it take."""
    most = settings.ENV.max_mb
    return bool(most) and database_bytes() >= most * MB


def database_bytes() -> int:
    """What is kept takes so much; pages that were freed count as room."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute(USED)
        return int(cursor.fetchone()[0])

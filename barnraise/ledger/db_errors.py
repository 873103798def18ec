"""When the database says no: which kind of no it is. The rooms above have words for it."""

import sqlite3
from enum import StrEnum

from django.db import Error, InterfaceError, OperationalError


class Trouble(StrEnum):
    """Something wrong with the machine and not with what was asked; its value is for machines."""

    FULL = "the disk is full"
    READ_ONLY = "the disk takes no changes"
    BROKEN = "the disk has a fault"
    BUSY = "something else holds the database"
    GONE = "the database does not answer"

    @property
    def status(self) -> int:
        """The status of the answer to whoever wanted something meanwhile."""
        return 507 if self is Trouble.FULL else 503

    @property
    def retry_after(self) -> int:
        """Seconds after which it may be asked again."""
        return 5 if self in PASSING else 20


class Unavailable(Exception):  # noqa: N818  the state of the database, not of our code
    """Nothing is wrong with what was asked, but the database cannot do it now."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble
        self.words: tuple[str, ...] = ()  # what somebody wrote and may want to copy meanwhile


class LogGone(Exception):  # noqa: N818  as above
    """The log was removed for good while something for it was on its way."""


PASSING = {Trouble.BUSY, Trouble.GONE}

# The primary result codes of https://sqlite.org/rescode.html; the low byte of each longer one.
OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: Trouble.BROKEN,
    sqlite3.SQLITE_CANTOPEN: Trouble.BROKEN,
    sqlite3.SQLITE_CORRUPT: Trouble.BROKEN,
    sqlite3.SQLITE_NOTADB: Trouble.BROKEN,
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_PROTOCOL: Trouble.BUSY,
}

# SQLSTATE, whole or its class: appendix A of PostgreSQL's manual.
OF_POSTGRESQL = {
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "58": Trouble.BROKEN,
    "XX001": Trouble.BROKEN,
    "XX002": Trouble.BROKEN,
    "55P03": Trouble.BUSY,
    "57014": Trouble.BUSY,
    "40": Trouble.BUSY,
    "53": Trouble.BUSY,
    "57": Trouble.GONE,
    "08": Trouble.GONE,
}


def trouble_in(error: BaseException) -> Trouble | None:
    """The trouble an error tells of; None when it is about what was asked, or about our code."""
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state:
        return OF_POSTGRESQL.get(state) or OF_POSTGRESQL.get(state[:2])
    lost = isinstance(error, OperationalError | InterfaceError) and cause is not None
    return Trouble.GONE if lost else None

"""When the database says no: which kind of no it is, and what a person is told meanwhile."""

import sqlite3
from enum import StrEnum

from django.db import Error, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from barnraise.refusals import NotNow


class Trouble(StrEnum):
    """Something wrong with the machine and not with what was asked; its value is for machines."""

    FULL = "the disk is full"
    READ_ONLY = "the disk takes no changes"
    BROKEN = "the disk has a fault"
    BUSY = "something else holds the database"
    GONE = "the database does not answer"

    @property
    def sentence(self) -> str:
        """What is so and what still works, in the reader's language."""
        return _sentences()[self]

    def refusal(self) -> NotNow:
        """The answer to whoever wanted something meanwhile."""
        status = 507 if self is Trouble.FULL else 503
        return NotNow(self.sentence, status=status, retry_after=5 if self in PASSING else 20)


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


def _sentences() -> dict[Trouble, str]:
    return {
        Trouble.FULL: _(
            "The server’s disk is full, so nothing new can be saved just now. "
            "What was saved is safe, and can be read and printed."
        ),
        Trouble.READ_ONLY: _(
            "The server’s disk takes no changes just now, so nothing new can be saved. "
            "What was saved is safe, and can be read and printed."
        ),
        Trouble.BROKEN: _(
            "The server’s disk has a fault, so nothing is saved until it works again. "
            "What was saved before can be read and printed as far as the disk gives it."
        ),
        Trouble.BUSY: _(
            "The server is busy and could not do this in time. Please try again in a moment."
        ),
        Trouble.GONE: _(
            "The server’s database does not answer just now, so nothing can be shown or saved. "
            "What was saved is safe. Please try again in a moment."
        ),
    }

"""Where several servers share a PostgreSQL: which documents each makes, and what lies ready.

A row is a document by a digest of what it is made of. Whoever makes it says so every few seconds;
one of a server that is gone may be made by any other. What failed lies here too, for whoever asks.
"""

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.db import connection

from barnraise.reports.queue.job import JobRequest
from barnraise.reports.queue.worker import Answer, DocumentOutcome

KEPT: Final = 600  # seconds a finished document lies ready
MAX_SILENCE: Final = 8  # seconds after which a server that says nothing is taken to be gone
MAX_BYTES: Final = 200_000_000  # of all servers' documents; the oldest go first
MAX_ROWS: Final = 500

AGE = "extract(epoch FROM clock_timestamp() - there.touched)"
ALIVE = f"{AGE} < CASE WHEN there.outcome IS NULL THEN {MAX_SILENCE} ELSE {KEPT} END"
CLAIM = f"""
    INSERT INTO reports_document AS there (key, server, touched)
    VALUES (%s, %s, clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET server = excluded.server, touched = excluded.touched,
        outcome = NULL, facts = '', data = NULL
    WHERE NOT {ALIVE} OR there.outcome <> 'made'
        OR there.outcome IS NULL AND there.server = excluded.server
    RETURNING key
"""  # noqa: S608 - of our own constants
FIND = f"""
    SELECT outcome, facts, data, {AGE} FROM reports_document AS there
    WHERE key = %s AND {ALIVE} AND (outcome IS NOT NULL OR server <> %s)
"""  # noqa: S608 - of our own constants
KEEP = """
    INSERT INTO reports_document (key, server, touched, outcome, facts, data)
    VALUES (%s, %s, clock_timestamp(), %s, %s, %s) ON CONFLICT (key) DO UPDATE
    SET server = excluded.server, touched = excluded.touched, outcome = excluded.outcome,
        facts = excluded.facts, data = excluded.data
"""
RELEASE = "DELETE FROM reports_document WHERE key = %s AND server = %s"
TOUCH = """
    UPDATE reports_document SET touched = clock_timestamp()
    WHERE key = ANY(%s) AND server = %s AND outcome IS NULL
"""
SWEEP = f"""
    DELETE FROM reports_document AS there WHERE NOT {ALIVE} OR key IN (
        SELECT key FROM (SELECT key, sum(coalesce(octet_length(data), 0)) OVER newest AS bytes,
            row_number() OVER newest AS place FROM reports_document
            WINDOW newest AS (ORDER BY touched DESC, key)) AS lying
        WHERE bytes > %s OR place > %s)
"""  # noqa: S608 - of our own constants


@dataclass(frozen=True)
class SharedDocument:
    """A document some server makes or made: what became of it, None while it is being made."""

    answer: Answer | None
    age: float


class SharedShelf:
    """The documents of all servers, as this one sees them."""

    def __init__(self) -> None:
        self.server = secrets.token_hex(8)

    def claim(self, request: JobRequest) -> bool:
        """Whether this server is to make it: it does not lie ready, and nobody else makes it."""
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [_key(request), self.server])
            return cursor.fetchone() is not None

    def find(self, request: JobRequest) -> SharedDocument | None:
        """What is known of it: made by whichever server, or on its way at another one."""
        with connection.cursor() as cursor:
            cursor.execute(FIND, [_key(request), self.server])
            row = cursor.fetchone()
        if row is None:
            return None
        outcome, facts, data, age = row
        return SharedDocument(_answer(outcome, facts, data) if outcome else None, float(age))

    def keep(self, request: JobRequest, answer: Answer) -> None:
        """Let a document lie ready for all, or the reason why there is none."""
        about = {"counts": answer.counts, "problems": answer.problems, "sentence": answer.sentence}
        data = answer.data if answer.outcome is DocumentOutcome.MADE else None
        row = [_key(request), self.server, answer.outcome.value, json.dumps(about), data]
        with connection.cursor() as cursor:
            cursor.execute(KEEP, row)
            cursor.execute(SWEEP, [MAX_BYTES, MAX_ROWS])

    def release(self, request: JobRequest) -> None:
        """Say that this server makes it no more."""
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, [_key(request), self.server])

    def touch(self, requests: Collection[JobRequest]) -> None:
        """Say that these are still being made here, and drop what lay long enough."""
        with connection.cursor() as cursor:
            if requests:
                cursor.execute(TOUCH, [[_key(each) for each in requests], self.server])
            cursor.execute(SWEEP, [MAX_BYTES, MAX_ROWS])

    def empty(self) -> None:
        """Drop everything, also the bytes in the database's files."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE reports_document")


def _key(request: JobRequest) -> str:
    return sha256(repr(request).encode("utf-8", "surrogatepass")).hexdigest()


def _answer(outcome: str, facts: str, data: bytes | None) -> Answer:
    told = json.loads(facts)
    counts = {kind: (there, total) for kind, (there, total) in told["counts"].items()}
    return Answer(
        DocumentOutcome(outcome),
        bytes(data or b""),
        counts,
        tuple(told["problems"]),
        told["sentence"],
    )

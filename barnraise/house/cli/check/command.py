"""`barnraise check`: say whether settings, data folder and database are fit to serve."""

import json
from argparse import Namespace
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, run_checks
from django.core.checks import Warning as Caution
from django.db import DatabaseError, connection

from barnraise.house.startup import one_connection, pending

LEVELS = {10: "debug", 20: "info", 30: "warning", 40: "error", 50: "critical"}


def run(args: Namespace) -> int:
    """Print every finding; 1 when one of them is an error."""
    findings = [*run_checks(include_deployment_checks=settings.ENV.behind_tls), *database()]
    ok = all(finding.level < ERROR for finding in findings)
    if args.json:
        print(json.dumps({"ok": ok, "findings": [as_json(finding) for finding in findings]}))
        return 0 if ok else 1
    for finding in findings:
        print(as_text(finding))
    print(_closing(findings, ok=ok))
    return 0 if ok else 1


def database() -> Iterator[CheckMessage]:
    """Whether the database answers and has seen every migration."""
    try:
        with one_connection():
            connection.ensure_connection()
            waiting = pending()
    except DatabaseError as error:
        line = str(error).strip().partition("\n")[0]
        hint = "Is DATABASE_URL right, and is the database running?"
        yield Error(f"The database does not answer: {line}", hint=hint, id="house.E009")
        return
    if waiting:
        yield Caution(
            f"The database is {len(waiting)} steps behind this version.",
            hint="`barnraise run` brings it up to date.",
            id="house.W010",
        )


def as_text(finding: CheckMessage) -> str:
    """A finding as one line: how bad, what, and what to do."""
    hint = f" {finding.hint}" if finding.hint else ""
    return f"{LEVELS.get(finding.level, 'error')}: {finding.msg}{hint} ({finding.id})"


def as_json(finding: CheckMessage) -> dict[str, str]:
    """A finding for scripts."""
    return {
        "level": LEVELS.get(finding.level, "error"),
        "id": finding.id or "",
        "sentence": str(finding.msg),
        "hint": str(finding.hint or ""),
    }


def _closing(findings: list[CheckMessage], *, ok: bool) -> str:
    if not findings:
        return "Everything is fit to serve."
    return (
        "Fit to serve, with the remarks above."
        if ok
        else "Not fit to serve; the lines above say why."
    )

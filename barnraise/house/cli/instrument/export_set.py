"""`barnraise instrument export`: a question set as a file for other tools, or for reading on."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from barnraise.house.env import UsageError
from barnraise.instruments.exchange.json_out import as_json
from barnraise.instruments.exchange.surveyjs import surveyjs
from barnraise.instruments.models import Edition
from barnraise.instruments.publish import find


def _form(edition: Edition) -> bytes:
    # The library for spreadsheets takes longer to load than most verbs take in all.
    from barnraise.instruments.exchange.xlsform.writer import xlsform  # noqa: PLC0415

    return xlsform(edition.instrument)


FORMATS: dict[str, Callable[[Edition], bytes]] = {
    "xlsform": _form,
    "surveyjs": lambda edition: _lines(surveyjs(edition.instrument)),
    "json": lambda edition: as_json(edition.instrument).encode(),
    "yaml": lambda edition: edition.document.encode(),  # as it was published, byte for byte
}


def export_set(args: Namespace) -> int:
    """Write the set to the file that was named, else to the standard output."""
    edition = edition_named(args.which)
    data = FORMATS[args.format](edition)
    if args.output:
        Path(args.output).write_bytes(data)
        print(f"{edition.key}@{edition.version} is in {args.output}.", file=sys.stderr)
    elif args.format == "xlsform" and sys.stdout.isatty():
        raise UsageError("An XLSForm is a spreadsheet: say where to put it with -o FILE.xlsx.")
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    return 0


def edition_named(which: str) -> Edition:
    """The edition that KEY or KEY@VERSION names."""
    key, _, version = which.partition("@")
    if version and not (version.isascii() and version.isdigit()):
        raise UsageError(f"A version is a number, as in {key}@2.")
    edition = find(key, int(version) if version else None)
    if edition is None:
        raise UsageError(f"There is no question set {which}. See: barnraise instrument list")
    return edition


def _lines(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

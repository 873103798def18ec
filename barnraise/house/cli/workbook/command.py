"""`barnraise workbook`: one workbook into a file that holds all of it, and such a file back in."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from barnraise.house.atomic_file import atomic_file
from barnraise.house.cli.output import say
from barnraise.house.env import UsageError
from barnraise.house.startup import one_connection, pending
from barnraise.workbook.file_origin import SealState
from barnraise.workbook.files.error_messages import sentence
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import HereAlready, Imported, import_file
from barnraise.workbook.files.layout import MAX_BYTES
from barnraise.workbook.files.read_file import read
from barnraise.workbook.models import Workbook


def run(args: Namespace) -> int:
    """Do what the verb says."""
    with one_connection():
        if pending():
            raise UsageError(
                "The database is not up to date; `barnraise run` brings it up to date."
            )
        return _VERBS[args.verb](args)


def _export(args: Namespace) -> int:
    workbook = Workbook.objects.filter(partnership__slug=args.slug).first()
    if workbook is None:
        raise UsageError(f"There is no workbook {args.slug}. Its address has it, as in /w/SLUG/.")
    say("writing the workbook")
    data = export_file(workbook)
    say("reading it back")
    try:
        held = read(data)
    except FileError as fault:
        raise UsageError(
            f"The file did not come out whole ({fault}). See: barnraise doctor"
        ) from fault
    if not args.output:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    with atomic_file(Path(args.output)) as file:
        file.write(data)
    entries = len(held["entries"])
    row = {"file": args.output, "bytes": len(data), "entries": entries, "sha256": held["sha256"]}
    line = f"{args.output}: {_counted(entries)}, {len(data) / 1e6:,.1f} MB, read back."
    print(json.dumps(row) if args.json else line)
    return 0


def _import(args: Namespace) -> int:
    data = _bytes(args.file)
    say("checking the file")
    try:
        opened = import_file(data, as_copy=args.copy)
    except FileError as fault:
        raise UsageError(f"{args.file}: {sentence(fault)}") from fault
    except HereAlready as here:
        raise UsageError(
            f"This workbook is here already, at /w/{here.slug}/, and nothing was changed. "
            "Say --copy to make a copy."
        ) from here
    _tell(args, opened)
    return 0


def _bytes(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}).") from error
    if not data:
        raise UsageError(f"{file} is empty.")
    if len(data) > MAX_BYTES:
        raise UsageError(f"{file}: {sentence(FileError(Why.TOO_LARGE))}")
    return data


def _tell(args: Namespace, opened: Imported) -> None:
    partnership = opened.workbook.partnership
    address = settings.ENV.address() + reverse("partnerships:open_link", args=[opened.token])
    if args.json:
        row = {
            "slug": partnership.slug,
            "entries": opened.workbook.version,
            "copy": opened.is_copy,
            "seal": opened.workbook.from_file_seal,
            "keeper": address,
        }
        print(json.dumps(row))
        return
    print(f"Opened “{partnership.title}” with {_counted(opened.workbook.version)}.")
    print(_SEALS[SealState(opened.workbook.from_file_seal)])
    print(f"The keeper's link, which is shown only now: {address}")


def _counted(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


_SEALS = {
    SealState.HOLDS: "It bears the seal of this server: the file is as it was written here.",
    SealState.NONE: "It bears no seal of this server: who wrote what in it was not checked.",
    SealState.BROKEN: "It was changed after this server sealed it: who wrote what was not checked.",
}
_VERBS = {"export": _export, "import": _import}

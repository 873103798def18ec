"""`barnraise workbook`: one workbook into a file that holds all of it, and such a file back in."""

import json
import os
import sys
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from barnraise.house.cli.progress import say
from barnraise.house.env import UsageError
from barnraise.house.startup import one_connection, pending
from barnraise.workbook.files.error_messages import sentence
from barnraise.workbook.files.errors import FileError, Why
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import HereAlready, Imported, import_file
from barnraise.workbook.files.layout import MAX_BYTES
from barnraise.workbook.files.read_file import read
from barnraise.workbook.models import Workbook


def act(said: Namespace) -> int:
    """Do what the verb says."""
    with one_connection():
        if pending():
            raise UsageError(
                "The database is not up to date; `barnraise run` brings it up to date."
            )
        return _VERBS[said.verb](said)


def _export(said: Namespace) -> int:
    found = Workbook.objects.filter(partnership__slug=said.slug).first()
    if found is None:
        raise UsageError(f"There is no workbook {said.slug}. Its address has it, as in /w/SLUG/.")
    say("writing the workbook")
    data = export_file(found)
    say("reading it back")
    try:
        held = read(data)
    except FileError as fault:
        raise UsageError(
            f"The file did not come out whole ({fault}). See: barnraise doctor"
        ) from fault
    if not said.output:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return 0
    put(Path(said.output), data)
    entries = len(held["entries"])
    told = {"file": said.output, "bytes": len(data), "entries": entries, "sha256": held["sha256"]}
    line = f"{said.output}: {_counted(entries)}, {len(data) / 1e6:,.1f} MB, read back."
    print(json.dumps(told) if said.json else line)
    return 0


def put(path: Path, data: bytes) -> None:
    """Write a file that its owner alone can read; whatever happens, never half of it."""
    fresh = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _import(said: Namespace) -> int:
    data = _bytes(said.file)
    say("checking the file")
    try:
        opened = import_file(data, as_copy=said.copy)
    except FileError as fault:
        raise UsageError(f"{said.file}: {sentence(fault)}") from fault
    except HereAlready as here:
        raise UsageError(
            f"This workbook is here already, at /w/{here.slug}/, and nothing was changed. "
            "Say --copy to make a copy."
        ) from here
    _tell(said, opened)
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


def _tell(said: Namespace, opened: Imported) -> None:
    partnership = opened.workbook.partnership
    door = settings.ENV.address() + reverse("partnerships:open_link", args=[opened.token])
    if said.json:
        told = {
            "slug": partnership.slug,
            "entries": opened.workbook.version,
            "copy": opened.is_copy,
            "keeper": door,
        }
        print(json.dumps(told))
        return
    print(f"Opened “{partnership.title}” with {_counted(opened.workbook.version)}.")
    print(f"The keeper's link, which is shown only now: {door}")


def _counted(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


_VERBS = {"export": _export, "import": _import}

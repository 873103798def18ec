"""`barnraise restore`: put a backup in the place of the live data, which are kept beside it."""

import json
import sys
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from getpass import getpass
from pathlib import Path

from django.conf import settings

from barnraise.house.backups import sealed
from barnraise.house.backups.manifest import Manifest
from barnraise.house.backups.restore import Restored, restore
from barnraise.house.cli.output import fail, say
from barnraise.house.env import UsageError
from barnraise.house.permissions import make_private
from barnraise.house.startup import one_connection


def run(args: Namespace) -> int:
    """Read, verify, ask, replace; 1 and nothing changed when any of them says no."""

    def agree(manifest: Manifest) -> bool:
        return bool(args.yes) or _asked(manifest)

    path, data = Path(args.file), Path(settings.DATA)
    with one_connection(), _opened(args, path, data) as plain:
        done = restore(plain, data, agree=agree, say=say, beside=path.parent)
    if done is None:
        return fail("Nothing was changed.")
    _tell(args, done)
    return 0


def _opened(args: Namespace, path: Path, data: Path) -> AbstractContextManager[Path]:
    """The backup as it is, or without the passphrase that it is behind."""
    if not sealed.is_sealed(path):
        return nullcontext(path)
    if args.passphrase_file:
        passphrase = sealed.passphrase_in(args.passphrase_file)
    elif sys.stdin.isatty():
        passphrase = getpass("The backup's passphrase: ")
    else:
        raise UsageError("This backup is behind a passphrase. Say --passphrase-file FILE.")
    make_private(data)
    return sealed.unsealed(path, data, passphrase)


def _asked(manifest: Manifest) -> bool:
    """What is asked on a terminal; a script has to say --yes."""
    if not sys.stdin.isatty():
        raise UsageError("This replaces everything there is now. Say --yes to do it.")
    print(f"The backup is sound: {manifest.rows:,} rows, made {manifest.made_at}.", file=sys.stderr)
    print("Put it in the place of everything there is now? [y/N] ", end="", file=sys.stderr)
    return input().strip().lower() in {"y", "yes"}


def _tell(args: Namespace, done: Restored) -> None:
    manifest = done.manifest
    if args.json:
        row = {
            "rows": manifest.rows,
            "made_at": manifest.made_at,
            "epoch": done.epoch,
            "kept": [str(path) for path in done.kept],
            "erased_again": done.erased,
            "unknown": done.unknown,
        }
        print(json.dumps(row))
        return
    print(f"Restored {manifest.rows:,} rows as they were at {manifest.made_at}.")
    if done.erased:
        print(f"Removed again what was removed for good since then. Entries: {done.erased:,}.")
    if done.unknown:
        print(done.unknown)
    for path in done.kept:
        print(f"What was there before is in {path}.")

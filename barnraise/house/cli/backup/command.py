"""`barnraise backup`: one file with everything, verified by raising it aside."""

import json
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from barnraise.house.backups import erasures, retention, sealed
from barnraise.house.backups.create import create_backup
from barnraise.house.backups.manifest import Manifest
from barnraise.house.backups.staging import staged
from barnraise.house.cli.output import say
from barnraise.house.env import UsageError
from barnraise.house.startup import one_connection

SECRET = "It is a secret: whoever has it can read every workbook."  # noqa: S105 - a sentence
BEHIND = "Nobody opens it without its passphrase, you neither: keep that in another place."
AND_KEYS = "It is a secret: whoever has it can read every workbook and make its links."


def run(args: Namespace) -> int:
    """Write it, verify it, put away the oldest."""
    data = Path(settings.DATA)
    passphrase = sealed.passphrase_in(args.passphrase_file) if args.passphrase_file else ""
    ending = sealed.ENDING if passphrase else ""
    path = retention.place(_wanted(args, data), timezone.now(), ending=ending)
    with one_connection():
        made = _made(args, path, data, passphrase)
        if args.verify:
            _verify(path, data, passphrase)
        erasures.write_list(path.parent, erasures.in_database("default"))
    gone = retention.prune(path.parent, args.keep) if args.keep else []
    _tell(args, path, made, gone)
    return 0


def _wanted(args: Namespace, data: Path) -> Path:
    wanted = Path(args.output).expanduser() if args.output else data / "backups"
    if not args.output or args.output.endswith("/"):
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
    if args.keep is not None and (args.keep < 1 or not wanted.is_dir()):
        raise UsageError("--keep needs a number from 1 on, and a folder in which backups are kept.")
    return wanted


def _made(args: Namespace, path: Path, data: Path, passphrase: str) -> Manifest:
    if not passphrase:
        return create_backup(path, data, with_keys=args.with_keys, say=say)
    with sealed.place_aside(data) as plain:  # where all of it lies open anyway
        made = create_backup(plain, data, with_keys=args.with_keys, say=say)
        sealed.seal(plain, path, passphrase)
    return made


def _verify(path: Path, data: Path, passphrase: str) -> None:
    is_sealed = bool(passphrase)
    try:
        with (
            sealed.unsealed(path, data, passphrase) if is_sealed else nullcontext(path) as plain,
            staged(plain, data, say),
        ):
            pass
    except UsageError as error:
        raise UsageError(f"The backup was written but could not be verified. {error}") from error


def _tell(args: Namespace, path: Path, made: Manifest, gone: list[Path]) -> None:
    size = path.stat().st_size
    if args.json:
        row = {
            "file": str(path),
            "bytes": size,
            "rows": made.rows,
            "made_at": made.made_at,
            "verified": bool(args.verify),
            "passphrase": bool(args.passphrase_file),
            "keys": [part.name for part in made.keys],
            "removed": [str(old) for old in gone],
        }
        print(json.dumps(row))
        return
    verified = "verified" if args.verify else "not verified"
    print(f"{path}: {made.rows:,} rows, {size / 1e6:,.1f} MB, {verified}.")
    print(BEHIND if args.passphrase_file else AND_KEYS if made.keys else SECRET)
    for old in gone:
        print(f"Removed {old}.")

"""Restores a backup: read, raise aside, verify, begin a new epoch, and only then replace."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone

from barnraise.house import instance_lock
from barnraise.house.backups import erasures, keys, schema, swap
from barnraise.house.backups.errors import BackupError
from barnraise.house.backups.manifest import Manifest
from barnraise.house.backups.staging import Staged, staged
from barnraise.house.startup import Say
from barnraise.ledger import epochs
from barnraise.ledger.events import log_event

Agree = Callable[[Manifest], bool]
NOTHING_KNOWN = (
    "There was no database here and no list of removals beside the backup: whatever keepers "
    "removed for good since it was made is back, and links they replaced since then open again. "
    "Please tell them."
)
UNREADABLE = (
    "The database that was here could not be read: whatever keepers removed for good since the "
    "newest list of removals was written is back, and links they replaced since then open again. "
    "Please tell them."
)
LEAVING = 2.0  # seconds PostgreSQL may take to notice that a server has just stopped


@dataclass(frozen=True)
class Restored:
    """What a restore did: the epoch that began, and where the old data and keys are now."""

    manifest: Manifest
    epoch: str
    kept: tuple[Path, ...]
    erased: int = 0  # entries that were removed for good since, and were removed again
    unknown: str = ""  # what could not be known of such removals, in a sentence


def restore(
    path: Path, data: Path, *, agree: Agree, say: Say, beside: Path | None = None
) -> Restored | None:
    """Replace the live data by the backup's; None when `agree`, asked last, says no.

    The list of removals lies beside the backup, or in the folder `beside` when that was opened
    elsewhere.

    Whatever is raised, the live data are as they were.
    """
    with instance_lock.hold(data):
        _check_alone()
        with staged(path, _folder(data), say) as copy:
            found = copy.backup.manifest
            if not agree(found):
                return None
            secret = {part.name: copy.backup.key(part) for part in found.keys}
            again, unknown = _erase_again(copy, (beside or path.parent, data / "backups"))
            epoch = epochs.begin(f"restored a backup of {found.made_at}", copy.connection.alias)
            say("putting it in place")
            stamp = timezone.now().strftime("%Y-%m-%d-%H%M%S")
            kept = [*_adopt(copy, stamp), *keys.put_back(secret, data, stamp)]
    log_event("restored", backup_of=found.made_at, rows=found.rows, removed_again=again)
    return Restored(found, epoch, tuple(kept), again, unknown)


def _erase_again(copy: Staged, folders: tuple[Path, ...]) -> tuple[int, str]:
    """Remove from the copy what was removed for good since it was made.

    Answers how many entries that was, and what cannot be known, if anything.
    """
    known, lists = erasures.Erasures(), [folder / erasures.NAME for folder in folders]
    for each in dict.fromkeys(lists):
        known.add(erasures.in_list(each))
    unknown = "Lines of the list of removals could not be read." if known.unread else ""
    try:
        if _is_there():
            known.add(erasures.in_database("default"))
        elif not any(each.exists() for each in lists):
            unknown = NOTHING_KNOWN
    except DatabaseError:
        unknown = UNREADABLE
    return erasures.apply(known, copy.connection.alias), unknown


def _is_there() -> bool:
    """Whether there is a database to ask; asking SQLite would make one."""
    return connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists()


def _check_alone() -> None:
    """PostgreSQL is refilled where it is, so it must be ours alone and of a schema we know."""
    if connection.vendor != "postgresql":
        return
    until = time.monotonic() + LEAVING
    while swap.others():
        if time.monotonic() > until:
            raise BackupError(
                "Other programs are connected to this database. Stop every server first."
            )
        time.sleep(0.1)
    if schema.unknown(schema.applied(connection)):
        raise BackupError("The database was written by a newer Barnraise. Update this one first.")


def _folder(data: Path) -> Path:
    """Where the copy is raised: beside the database, so that a rename can put it in place."""
    if connection.vendor != "sqlite":
        return data
    return Path(str(connection.settings_dict["NAME"])).parent


def _adopt(copy: Staged, stamp: str) -> list[Path]:
    if connection.vendor == "postgresql":
        swap.refill(copy)
        return []
    kept = swap.swap(copy, Path(str(connection.settings_dict["NAME"])), stamp)
    return [kept] if kept else []

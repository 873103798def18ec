"""Writes a backup: every table from one snapshot, a stream from the database into the file."""

import errno
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from barnraise import __version__
from barnraise.house.atomic_file import atomic_file
from barnraise.house.backups import checksum, connections, logs, manifest, rows, schema
from barnraise.house.backups.errors import BackupError
from barnraise.house.backups.manifest import KEYS, BackupPart, Manifest
from barnraise.house.startup import Say

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
EXPLAINED = b"A backup of a Barnraise workbook server. It is a secret. See: barnraise restore\n"


def create_backup(path: Path, data: Path, *, with_keys: bool, say: Say) -> Manifest:
    """Write the whole install to `path`, which is there complete and on disk, or not at all."""
    try:
        with atomic_file(path) as file:
            with _archive(file) as archive:
                contents = _Writer(archive, say).write(data, with_keys=with_keys)
            checksum.add_checksum(file)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise BackupError(
            f"There is no room for the backup at {path.parent}. No half file is left there."
        ) from error
    return contents


@contextmanager
def _archive(file: BinaryIO) -> Iterator[ZipFile]:
    """An archive with room for its checksum at the end."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.comment = checksum.BEFORE + b"0" * checksum.DIGITS
        archive.writestr(checksum.MARK, EXPLAINED, ZIP_STORED)
        yield archive


class _Writer:
    """One archive while it is filled."""

    def __init__(self, archive: ZipFile, say: Say) -> None:
        self.archive, self.say = archive, say

    def write(self, data: Path, *, with_keys: bool) -> Manifest:
        with connections.snapshot() as connection:
            nodes = schema.applied(connection)
            _check(nodes)
            tables = schema.tables_at(nodes)
            using = connection.alias
            parts = [self._part(table.name, rows.lines(table, using)) for table in tables]
            contents = Manifest(
                program=__version__,
                made_at=timezone.now().isoformat(timespec="seconds"),
                engine=_engine(connection),
                migrations=tuple(nodes),
                tables=tuple(parts),
                logs=self._part("logs", logs.checks(tables, using)),
                keys=tuple(self._keys(data)) if with_keys else (),
            )
        with self.archive.open(_member(manifest.NAME), "w") as file:
            file.write(contents.to_json())
        return contents

    def _keys(self, data: Path) -> Iterator[BackupPart]:
        for name in KEYS:
            yield self._part(name, [(data / name).read_bytes()])

    def _part(self, name: str, lines: Iterable[bytes]) -> BackupPart:
        part, count, size, digest = BackupPart(name, 0, 0, "0" * 64), 0, 0, hashlib.sha256()
        with self.archive.open(_member(part.file), "w", force_zip64=True) as file:
            for line in lines:
                file.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        if name not in KEYS:
            self.say(f"{name}: {count:,} rows")
        return BackupPart(name, count, size, digest.hexdigest())


def _check(nodes: list[manifest.Node]) -> None:
    if not nodes:
        raise BackupError("The database is empty: `barnraise run` has not made its tables yet.")
    if schema.unknown(nodes):
        raise BackupError("The database was written by a newer Barnraise. Update this one first.")


def _member(name: str) -> ZipInfo:
    """Every archive of the same rows has the same bytes: the time is in the manifest alone."""
    info = ZipInfo(name)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
    return info


def _engine(connection: BaseDatabaseWrapper) -> str:
    return connection.vendor

"""Opens a backup and reads its parts, trusting nothing it says before it was checked."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from barnraise.house.backups import checksum, manifest, schema
from barnraise.house.backups.errors import BackupError, legible
from barnraise.house.backups.manifest import BackupPart, Manifest

MAX_MANIFEST = 8_000_000  # bytes; a thousand tables need one
MAX_LINE = 64_000_000  # bytes of one row; a question set's document is the longest there is
MAX_KEY = 4_096


@dataclass(frozen=True)
class Backup:
    """A file whose checksum holds, whose manifest is sound and which holds nothing else."""

    path: Path
    archive: ZipFile
    manifest: Manifest

    def lines(self, part: BackupPart) -> Iterator[bytes]:
        """The lines of a part; its count, length and digest are compared at the end."""
        count, size, digest = 0, 0, hashlib.sha256()
        with legible(self.path, part.file), self.archive.open(part.file) as file:
            while line := file.readline(MAX_LINE):
                if len(line) >= MAX_LINE:
                    raise BackupError(
                        f"{self.path} holds a row that no Barnraise wrote: it is too long."
                    )
                count, size = count + 1, size + len(line)
                digest.update(line)
                yield line
        if (count, size, digest.hexdigest()) != (part.rows, part.bytes, part.sha256):
            raise BackupError(f"{self.path} is damaged: {part.file} is not what its list says.")

    def key(self, part: BackupPart) -> bytes:
        """A key's file, which is short and one line."""
        if part.bytes > MAX_KEY or part.rows != 1:
            raise BackupError(f"{self.path} is damaged: {part.file} is not a key.")
        return b"".join(self.lines(part))


@contextmanager
def open_archive(path: Path) -> Iterator[Backup]:
    """The backup in this file; BackupError says why it is none."""
    with path.open("rb") as file:
        checksum.verify_checksum(file, path)
        with legible(path, "its archive"):
            archive = ZipFile(file)
        with archive:
            yield Backup(path, archive, _manifest(archive, path))


def _manifest(archive: ZipFile, path: Path) -> Manifest:
    members = archive.infolist()
    with legible(path, "its list of contents"):
        _check_member(archive.getinfo(manifest.NAME), MAX_MANIFEST, path)
        with archive.open(manifest.NAME) as file:
            text = file.read(MAX_MANIFEST)
    found = Manifest.from_json(text, path)
    _check_names([info.filename for info in members], found, path)
    for part in found.parts:
        _check_member(archive.getinfo(part.file), part.bytes, path)
    if schema.unknown(found.migrations):
        raise manifest.newer(path, found.program)
    return found


def _check_names(names: list[str], contents: Manifest, path: Path) -> None:
    """Exactly the members the manifest names: no path leads anywhere, nothing comes twice."""
    if odd := sorted(set(names) - contents.files):
        raise BackupError(f"{path} holds something that no Barnraise put there: {odd[0][:80]!r}.")
    if missing := sorted(contents.files - set(names)):
        raise BackupError(f"{path} is damaged: {missing[0]} is missing.")
    if len(names) > len(contents.files):
        raise BackupError(f"{path} holds something twice, which no Barnraise does.")


def _check_member(info: ZipInfo, max_size: int, path: Path) -> None:
    """A member may not grow beyond what was said, nor need a passphrase or another method."""
    plain = info.compress_type in {ZIP_STORED, ZIP_DEFLATED} and not info.flag_bits & 1
    if not plain or info.file_size > max_size:
        raise BackupError(
            f"{path} is damaged: {info.filename} is not stored as Barnraise stores it."
        )

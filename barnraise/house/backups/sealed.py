"""Backups behind a passphrase: written, and opened into a file that lies in the data folder."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from barnraise.house.atomic_file import atomic_file
from barnraise.house.backups import age_format
from barnraise.house.backups.errors import BackupError
from barnraise.house.env import UsageError

ENDING = ".age"
MIN_LENGTH = 16  # characters; a few words


def passphrase_in(file: str) -> str:
    """The first line of a file that holds a passphrase."""
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read, and the passphrase should be in it.") from error
    if len(text) < MIN_LENGTH:
        raise UsageError(
            f"A passphrase has at least {MIN_LENGTH} characters, such as five words, and stands in "
            f"the first line of {file}."
        )
    return text


def is_sealed(path: Path) -> bool:
    """Whether a file is behind a passphrase."""
    with path.open("rb") as file:
        return file.read(len(age_format.FIRST)) == age_format.FIRST


@contextmanager
def place_aside(folder: Path) -> Iterator[Path]:
    """A name for a backup that nobody else can read and that goes with the block."""
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as place:
        yield Path(place) / "opened.barn"


def seal(plain: Path, path: Path, passphrase: str) -> None:
    """Write the backup in `plain` to `path`, behind the passphrase: complete or not at all."""
    with plain.open("rb") as file, atomic_file(path) as sealed:
        age_format.encrypt(file, sealed, passphrase)


@contextmanager
def unsealed(path: Path, folder: Path, passphrase: str) -> Iterator[Path]:
    """The backup without its passphrase, in `folder` until the block ends."""
    with place_aside(folder) as plain:
        try:
            with path.open("rb") as file, plain.open("xb") as opened:
                age_format.decrypt(file, opened, passphrase)
        except age_format.NotOpened as error:
            raise BackupError(f"{path} cannot be opened: {error}.") from error
        yield plain

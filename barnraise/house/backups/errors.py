"""What is said of a file that cannot be restored, or a database that cannot be copied."""

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from barnraise.house.env import UsageError


class BackupError(UsageError):
    """A backup or a database that cannot be used; the text is one sentence or two for the host."""


ILLEGIBLE = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValidationError,
    ValueError,
    DataError,
    IntegrityError,
)


@contextmanager
def legible(file: Path, part: str) -> Iterator[None]:
    """Whatever the block stumbles over in `part` of the file becomes one sentence."""
    try:
        yield
    except BackupError:
        raise
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's beginning; not a bad disk
            raise
        raise BackupError(f"{file} is damaged: {part} is not where it should be.") from error
    except ILLEGIBLE as error:
        raise BackupError(f"{file} is damaged: {part} cannot be read ({_short(error)}).") from error


def _short(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:120] or type(error).__name__

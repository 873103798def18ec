"""What a backup says of itself: format, program, schema, and each part's size and digest."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from barnraise.house.backups.checksum import MARK
from barnraise.house.backups.errors import BackupError, legible

FORMAT = 1
NAME = "manifest.json"
KEYS = ("links.key", "secret.key")
TABLE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
DIGEST = re.compile(r"[0-9a-f]{64}")

Node = tuple[str, str]  # app and name of a migration


@dataclass(frozen=True)
class BackupPart:
    """One member of the archive: `name` is a table, "logs", or the name of a key."""

    name: str
    rows: int
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        """Its name inside the archive; made from a checked name, so it leads nowhere else."""
        return f"keys/{self.name}" if self.name in KEYS else f"rows/{self.name}.jsonl"

    def __post_init__(self) -> None:
        named = self.name == "logs" or self.name in KEYS or TABLE.fullmatch(self.name)
        counts = all(type(n) is int and n >= 0 for n in (self.rows, self.bytes))
        if not (named and counts and DIGEST.fullmatch(self.sha256)):
            raise ValueError(f"{self.name!r} is not a part")


@dataclass(frozen=True)
class Manifest:
    """Everything needed to judge and restore the other parts."""

    program: str
    made_at: str
    engine: str
    migrations: tuple[Node, ...]
    tables: tuple[BackupPart, ...]
    logs: BackupPart
    keys: tuple[BackupPart, ...] = ()
    format: int = FORMAT

    @property
    def parts(self) -> tuple[BackupPart, ...]:
        return (*self.tables, self.logs, *self.keys)

    @property
    def files(self) -> set[str]:
        """The names of all members, this one's included."""
        return {MARK, NAME, *(part.file for part in self.parts)}

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes, path: Path) -> "Manifest":
        """Parse it, all or nothing; what a later version added is refused, not ignored."""
        with legible(path, "its list of contents"):
            row = json.loads(text)
            if row["format"] > FORMAT:
                raise newer(path, row.get("program"))
            return cls._parsed(row)

    @classmethod
    def _parsed(cls, row: dict[str, Any]) -> "Manifest":
        tables, keys = (
            [BackupPart(**part) for part in row.pop(kind)] for kind in ("tables", "keys")
        )
        nodes = [(str(app), str(name)) for app, name in row.pop("migrations")]
        logs = BackupPart(**row.pop("logs"))
        found = cls(
            tables=tuple(tables), keys=tuple(keys), logs=logs, migrations=tuple(nodes), **row
        )
        names = [part.name for part in found.parts]
        if len(set(names)) < len(names):
            raise ValueError("a part is named twice")
        if not all(isinstance(text, str) for text in (found.program, found.made_at, found.engine)):
            raise ValueError("it does not say what made it")
        return found


def newer(path: Path, program: object) -> BackupError:
    """The sentence for a file from a later version of the program."""
    return BackupError(
        f"{path} was made by a newer Barnraise ({str(program)[:20]}). "
        "Update this one first, then restore again."
    )

"""Makes files that are whole and sealed, and yet not what Barnraise wrote."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from barnraise.house.backups import checksum

Members = dict[str, bytes]


def members(path: Path) -> Members:
    """All that is in a backup, by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forge(path: Path, found: Mapping[str, bytes], *extra: tuple[str, bytes]) -> Path:
    """Write these members, and more of any name, under a seal that holds."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.comment = checksum.BEFORE + b"0" * checksum.DIGITS
        for name, content in [*found.items(), *extra]:
            method = ZIP_STORED if name == checksum.MARK else ZIP_DEFLATED
            archive.writestr(name, content, method)
    with path.open("r+b") as file:
        checksum.add_checksum(file)
    return path


def manifest(found: Members) -> Any:
    """What the list of contents says."""
    return json.loads(found["manifest.json"])


def told(found: Members, said: Any) -> Members:
    """The same members with another list of contents."""
    return {**found, "manifest.json": json.dumps(said).encode()}


def with_rows(found: Members, table: str, content: bytes) -> Members:
    """Other rows in a table, and a list of contents that agrees with them."""
    said = manifest(found)
    for part in [*said["tables"], said["logs"]]:
        if part["name"] == table:
            part["bytes"], part["rows"] = len(content), content.count(b"\n")
            part["sha256"] = hashlib.sha256(content).hexdigest()
    return told({**found, f"rows/{table}.jsonl": content}, said)


def changed(found: Members, table: str, number: int, **fields: Any) -> Members:
    """One row with other values."""
    lines = found[f"rows/{table}.jsonl"].splitlines(keepends=True)
    row = {**json.loads(lines[number]), **fields}
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    lines[number] = text.encode() + b"\n"
    return with_rows(found, table, b"".join(lines))

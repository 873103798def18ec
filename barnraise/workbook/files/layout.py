"""How a workbook file is laid out: parts in a fixed order, one entry a line, one checksum. Pure.

The same workbook is always the same bytes. The checksum is of the content and not of the layout, so
a file that an editor has laid out in another way is still the same file.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

FORMAT: Final = "barnraise workbook"
FORMAT_VERSION: Final = 2
ABOUT: Final = (
    "A workbook of Barnraise as it was exported, with all that was said in it and the names that "
    "people gave. It is a copy and no proof: whoever has such a file can write another."
)
MAX_BYTES: Final = 32_000_000
ORDER: Final = (
    "format",
    "format_version",
    "about",
    "partnership",
    "log",
    "editions",
    "rounds",
    "entries",
    "set_aside",
    "erased",
    "from_file",
    "seal",
    "sha256",
)
SINCE_FORM_2: Final = ("from_file", "seal")

Tree = Mapping[str, Any]


def checksum(tree: Tree) -> str:
    """SHA-256 of all but the checksum itself."""
    return hashlib.sha256(canonical(tree, without=("sha256",))).hexdigest()


def canonical(tree: Tree, *, without: Collection[str]) -> bytes:
    """The other parts as compact JSON with sorted names: the same bytes for the same content."""
    rest = {name: part for name, part in tree.items() if name not in without}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def laid_out(tree: Tree) -> bytes:
    """The file: a part a line, or, where a part is a list, each of its items."""
    there = (name for name in ORDER if name in tree)
    parts = ",\n".join(f"{_json(name)}: {''.join(_part(tree[name]))}" for name in there)
    return f"{{\n{parts}\n}}\n".encode()


def written_at(moment: datetime) -> str:
    """A time as the file has it: UTC, in whole minutes, always as long.

    By anything finer one could tell which unsigned words came from one device in one request.
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}:00.000000Z"


def _part(part: Any) -> Iterator[str]:
    if not isinstance(part, list) or not part:
        yield _json(part)
        return
    yield "[\n"
    yield ",\n".join(map(_json, part))
    yield "\n]"


def _json(part: Any) -> str:
    return json.dumps(part, sort_keys=True, ensure_ascii=False)

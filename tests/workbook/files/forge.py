"""Workbook files changed on purpose, with the checksums they would have."""

import random
from copy import deepcopy
from typing import Any

from barnraise.workbook.files.consistency import draft_of
from barnraise.workbook.files.layout import checksum

Tree = dict[str, Any]

JUNK = (None, True, -1, 0, 7, 10**14, "", "x", "\x00", "a" * 400, [], {}, ["x"], "2027-01-01")


def forged(tree: Tree, chance: random.Random) -> Tree:
    """The tree with one thing changed anywhere, sealed anew by whoever did it."""
    made = deepcopy(tree)
    holder: Any = made
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = chance.choice(keys)
        inside = holder[key]
        if not isinstance(inside, dict | list) or not inside or chance.random() < 0.15:
            break
        holder = inside
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        case 2 if isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        case _:
            holder[key] = chance.choice(JUNK)
    entries = made.get("entries")
    for entry in entries if isinstance(entries, list) else ():
        digested(entry)
    return {**made, "sha256": checksum(made)}


def digested(entry: Any) -> None:
    try:
        entry["digest"] = draft_of(entry).digest
    except (KeyError, TypeError, ValueError, AttributeError):
        return

"""Gathers the marked texts into Spanish's django.po and compiles django.mo; `--check` compares.

`python -m tools.messages` keeps what is translated, adds what is new with no Spanish yet, drops
what is gone, and guesses nothing. The same texts give the same bytes.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from tools.catalog import FOLDER, compiled, english, gathered, known_in, spanish, texts, written
from tools.marked import marked_in
from tools.step import ROOT

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")


def update(root: Path) -> int:
    """Write django.po and django.mo anew; answers how many texts they hold."""
    catalog = gathered(marked_in(root), known_in(root))
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "django.po").write_bytes(written(catalog))
    (folder / "django.mo").write_bytes(compiled(catalog))
    return len(list(texts(catalog)))


def troubles(root: Path) -> list[str]:
    """One sentence for everything that stands between the program and its Spanish."""
    known = known_in(root)
    catalog = gathered(marked_in(root), known)
    found = [sentence for message in texts(catalog) for sentence in _amiss(message)]
    wanted = {(message.context, english(message)) for message in texts(catalog)}
    found += [
        f"“{english(message)[0]}” is obsolete: nothing says it any more."
        for message in texts(known)
        if (message.context, english(message)) not in wanted
    ]
    mo = root / FOLDER / "django.mo"
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        found.append("django.mo is stale: it does not say what django.po says.")
    return found


def _amiss(message: Message) -> Iterator[str]:
    """What is wrong with one text's Spanish."""
    ours, theirs = english(message), spanish(message)
    where = " ".join(sorted({place for place, _line in message.locations}))
    if len(theirs) != len(ours) or not all(theirs):
        yield f"“{ours[0]}” has no Spanish ({where})."
        return
    for one, other in zip(ours, theirs, strict=True):
        if _placeholders(one) != _placeholders(other):
            yield f"“{one}” and its Spanish “{other}” have different placeholders ({where})."
        if quotes := {'"', "'"} & set(other) - set(one):
            yield f"“{other}” has a straight {min(quotes)}, which ends an HTML attribute ({where})."


def _placeholders(text: str) -> set[str]:
    """The placeholders' names, and "%" when a percent sign is left that belongs to none."""
    left = {"%"} & set(PLACEHOLDER.sub("", text))
    return {match[1] for match in PLACEHOLDER.finditer(text) if match[1]} | left


def main(words: list[str] | None = None, root: Path = ROOT) -> int:
    """Write both files, or with --check only say what is amiss; 1 when something is."""
    parser = argparse.ArgumentParser("tools.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on any trouble")
    if not parser.parse_args(words).check:
        print(f"{update(root)} texts written to {FOLDER}")
    found = troubles(root)
    for sentence in found:
        print(sentence)
    if found:
        print("Say `python -m tools.messages`, and translate in django.po what has no Spanish.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

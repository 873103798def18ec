"""From YAML text to a tree of plain texts, lists and tables that know their line. Pure.

This is the safe part of YAML only. Aliases, anchors and tags are refused at the level of the
parser's events, so a "bomb" never grows and no type is ever looked up. Every value is the text
that stands there: `yes` is the word yes, not a boolean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from barnraise.instruments.characters import unwelcome
from barnraise.instruments.document import MAX_BYTES
from barnraise.instruments.problems import MAX_QUOTED, Findings, quoted

MAX_DEPTH = 20
MAX_NODES = 200_000  # three times what 1,000 full questions in two languages need

# The parser made with libyaml is some twenty times faster; not every Python has it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the document. A bare Node is one that was refused already."""

    line: int
    path: str


@dataclass(frozen=True, slots=True)
class TextNode(Node):
    """A text as written; `plain` when it stands there without quotes."""

    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class TableNode(Node):
    """Keys and what they hold, with the line of each key."""

    pairs: Mapping[str, Node]
    lines: Mapping[str, int] = field(default_factory=dict)


def read(text: str, findings: Findings) -> Node:
    """The tree of a document; raises NotAQuestionSet when it cannot be read to its end."""
    _check_characters(text, findings)
    builder = _Builder(_events(text, findings), findings)
    return builder.document()


def _check_characters(text: str, findings: Findings) -> None:
    if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
        findings.stop(1, "", f"The document is larger than {MAX_BYTES:,} bytes.")
    if character := unwelcome(text.removeprefix("\ufeff")):
        at = text.index(character)
        findings.stop(
            text.count("\n", 0, at) + 1,
            "",
            f"There is a character here that cannot be shown (U+{ord(character):04X}); delete it.",
        )


def _events(text: str, findings: Findings) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        findings.stop(line, "", _plainly(error, text, line))
    except ValueError:  # the parser in Python lets numbers that are no character through to chr()
        findings.stop(1, "", "A \\ code in quotes stands for no character.")


def _plainly(error: yaml.YAMLError, text: str, line: int) -> str:
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return "This line begins with a tab; indent with spaces."
    problem = getattr(error, "problem", None) or "it is not finished"
    return (
        f"This cannot be read as YAML ({problem}). Look for a missing quote, a colon inside a text"
        " that is not in quotes, or a line that is indented too much or too little."
    )


class _Builder:
    """Makes the tree from the parser's events, one event at a time."""

    def __init__(self, events: Iterator[Any], findings: Findings) -> None:
        self.events, self.findings, self.nodes = events, findings, 0

    def document(self) -> Node:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.findings.stop(1, "", "The document is empty.")
        root = self.node(next(self.events), "", 1)
        next(self.events)  # the document's end
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            self._add(
                event, "", "A second document begins here (---); keep one document in a file."
            )
        return root

    def node(self, event: Any, path: str, depth: int) -> Node:
        line = event.start_mark.line + 1
        self._bound(line, path, depth)
        if isinstance(event, yaml.AliasEvent):
            name = quoted(f"*{event.anchor}")
            self._add(event, path, f"The shortcut {name} is not allowed; write the words out.")
            return Node(line, path)
        self._refuse_marks(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return TextNode(line, path, event.value, plain=event.style in {None, ""})
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(line, path, tuple(self._items(path, depth)))
        return self._table(line, path, depth)

    def _bound(self, line: int, path: str, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.findings.stop(line, path, f"This is nested more than {MAX_DEPTH} levels deep.")
        if self.nodes > MAX_NODES:
            self.findings.stop(line, path, f"The document has more than {MAX_NODES:,} pieces.")

    def _refuse_marks(self, event: Any, path: str) -> None:
        if event.anchor:
            name = quoted(f"&{event.anchor}")
            self._add(event, path, f"The mark {name} is not allowed; delete it.")
        if event.tag:
            name = quoted(event.tag)
            self._add(event, path, f"The type {name} is not allowed; delete the mark with the “!”.")

    def _items(self, path: str, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            number += 1
            yield self.node(event, _below(path, str(number)), depth + 1)

    def _table(self, line: int, path: str, depth: int) -> TableNode:
        pairs: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, path, depth + 1)
            name = key.text if isinstance(key, TextNode) else ""
            value = self.node(next(self.events), _below(path, name), depth + 1)
            if not isinstance(key, TextNode):
                self._add(event, path, "A key must be a single word.")
            elif name in pairs:
                first = f"first on line {lines[name]}"
                self._add(event, value.path, f"{quoted(name)} is given twice ({first}); keep one.")
            else:
                pairs[name], lines[name] = value, key.line
        return TableNode(line, path, pairs, lines)

    def _add(self, event: Any, path: str, sentence: str) -> None:
        self.findings.add(event.start_mark.line + 1, path, sentence)


def _below(path: str, name: str) -> str:
    shown = "".join(ch for ch in name[:MAX_QUOTED] if ch.isprintable()) or "?"
    return f"{path}.{shown}" if path else shown

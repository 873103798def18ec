"""The single values a question set is made of: how each is read, written and described. Pure.

A kind has three verbs, so that parser, writer and published schema cannot drift apart:
`read` takes a node and returns its value, or notes a problem and returns None; `write` turns the
value back into plain data; `schema` describes it (JSON Schema), adding shared parts to `shared`.
"""

import re
from dataclasses import dataclass
from typing import Any, Protocol

from barnraise.instruments.characters import tidy, unwelcome, visible
from barnraise.instruments.problems import Findings, nearest, quoted
from barnraise.instruments.yamltree import Node, TextNode

Schema = dict[str, Any]
NULLS = {"~", "null", "Null", "NULL"}
MAX_WHOLE = 999_999


@dataclass(frozen=True)
class Reading:
    """What reading a node needs to know besides the node: where problems go, and the languages."""

    findings: Findings
    languages: tuple[str, ...] = ()

    def problem(self, node: Node, sentence: str) -> None:
        self.findings.add(node.line, node.path, sentence)


class ValueType(Protocol):
    """What may stand at a place in the document."""

    def read(self, node: Node, reading: Reading) -> Any: ...
    def write(self, value: Any) -> Any: ...
    def schema(self, shared: Schema) -> Schema: ...


def text_of(node: Node, reading: Reading, most: int) -> str | None:
    """The node's text, tidied; a problem and None when it is none, says nothing or too much."""
    if not isinstance(node, TextNode):
        if type(node) is not Node:  # a bare node was spoken of already
            reading.problem(node, "This must be a text.")
        return None
    text = tidy(node.text)
    if not visible(text) or (node.plain and text in NULLS):
        reading.problem(node, "This is empty; write something here or delete the line.")
    elif character := unwelcome(text):
        reading.problem(node, f"The character U+{ord(character):04X} cannot be shown; delete it.")
    elif len(text) > most:
        reading.problem(node, f"This is {len(text):,} characters long; at most {most:,} fit.")
    else:
        return text
    return None


@dataclass(frozen=True)
class ExactText:
    """One text and no other."""

    text: str

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, 200)
        if text is not None and text != self.text:
            reading.problem(node, f"This must be {quoted(self.text)}, not {quoted(text)}.")
        return text

    def write(self, value: object) -> str:
        return self.text

    def schema(self, shared: Schema) -> Schema:
        return {"const": self.text}


@dataclass(frozen=True)
class WholeNumber:
    """A whole number from 1."""

    def read(self, node: Node, reading: Reading) -> int | None:
        text = text_of(node, reading, 200)
        if text is None:
            return None
        if isinstance(node, TextNode) and node.plain and re.fullmatch("[1-9][0-9]{0,5}", text):
            return int(text)
        reading.problem(node, "This must be a whole number from 1, without quotes, such as 2.")
        return None

    def write(self, value: int) -> int:
        return value

    def schema(self, shared: Schema) -> Schema:
        return {"type": "integer", "minimum": 1, "maximum": MAX_WHOLE}


@dataclass(frozen=True)
class PlainText:
    """A text in whatever language it came."""

    most: int

    def read(self, node: Node, reading: Reading) -> str | None:
        return text_of(node, reading, self.most)

    def write(self, value: str) -> str:
        return value

    def schema(self, shared: Schema) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True)
class PatternText:
    """A text for machines: of this form, which `says` explains."""

    pattern: str
    says: str

    def fits(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, 200)
        if text is None or self.fits(text):
            return text
        reading.problem(node, f"{quoted(text)} cannot be used here: {self.says}.")
        return None

    def write(self, value: str) -> str:
        return value

    def schema(self, shared: Schema) -> Schema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True)
class OneOf:
    """One of these texts."""

    among: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str | None:
        text = text_of(node, reading, 200)
        if text is None or text in self.among:
            return text
        known = ", ".join(self.among)
        hint = nearest(text, self.among)
        reading.problem(node, f"{quoted(text)} is not one of {known}.{hint}")
        return None

    def write(self, value: str) -> str:
        return value

    def schema(self, shared: Schema) -> Schema:
        return {"enum": list(self.among)}

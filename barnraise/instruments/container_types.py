"""The kinds that hold others: words in several languages, lists, maps and records. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from barnraise.instruments.document import Words
from barnraise.instruments.problems import nearest, quoted
from barnraise.instruments.scalar_types import PatternText, Reading, Schema, ValueType, text_of
from barnraise.instruments.yamltree import ListNode, Node, TableNode

LANGUAGE = PatternText(
    "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language is a code such as en, es or pt-BR"
)


def table_of(node: Node, reading: Reading, such_as: str) -> TableNode | None:
    if isinstance(node, TableNode):
        return node
    if type(node) is not Node:  # a bare node was spoken of already
        reading.problem(node, f"This must hold keys, such as {such_as}.")
    return None


@dataclass(frozen=True)
class InWords:
    """One text in the set's languages; the first language is required."""

    name: str
    most: int

    def read(self, node: Node, reading: Reading) -> Words | None:
        first = reading.languages[0] if reading.languages else "en"
        table = table_of(node, reading, f"“{first}: …”, with a text for each language")
        if table is None:
            return None
        texts = dict(self._texts(table, reading))
        if reading.languages and first not in table.pairs:
            reading.problem(node, f"The text in {quoted(first)}, the first language, is missing.")
        return Words(texts)

    def _texts(self, table: TableNode, reading: Reading) -> Iterator[tuple[str, str]]:
        for language, node in table.pairs.items():
            if reading.languages and language not in reading.languages:
                hint = nearest(language, reading.languages)
                sentence = f"{quoted(language)} is not one of the set's languages.{hint}"
                reading.findings.add(table.lines[language], node.path, sentence)
            elif text := text_of(node, reading, self.most):
                yield language, text

    def write(self, value: Words) -> dict[str, str]:
        return {language: text for language, text in value.by_language.items() if text}

    def schema(self, shared: Schema) -> Schema:
        shared[self.name] = {
            "type": "object",
            "description": "A text for each language; the set's first language is required.",
            "patternProperties": {
                f"^{LANGUAGE.pattern}$": {"type": "string", "minLength": 1, "maxLength": self.most}
            },
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True)
class Many:
    """A list of `least` to `most` of one kind."""

    kind: ValueType
    most: int
    least: int = 1

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        if not isinstance(node, ListNode):
            if type(node) is not Node:
                reading.problem(node, "This must be a list, with “- ” before each of its items.")
            return None
        count = len(node.items)
        if count > self.most:
            reading.problem(node, f"There are {count:,} items here; at most {self.most:,} fit.")
        if count < self.least:
            few = f"at least {self.least} are needed" if self.least > 1 else "it is empty"
            reading.problem(node, f"There are {count} items in this list; {few}.")
        read = (self.kind.read(item, reading) for item in node.items[: self.most])
        return tuple(value for value in read if value is not None)

    def write(self, value: Sequence[Any]) -> list[Any]:
        return [self.kind.write(item) for item in value]

    def schema(self, shared: Schema) -> Schema:
        items = self.kind.schema(shared)
        return {"type": "array", "items": items, "minItems": self.least, "maxItems": self.most}


@dataclass(frozen=True)
class Named:
    """Keys of the author's own, each holding the same kind."""

    key: PatternText
    kind: ValueType
    most: int

    def read(self, node: Node, reading: Reading) -> dict[str, Any] | None:
        table = table_of(node, reading, "a short code for each item")
        if table is None:
            return None
        if len(table.pairs) > self.most:
            reading.problem(node, f"There are too many keys here; at most {self.most} fit.")
        values = {}
        for name, value in list(table.pairs.items())[: self.most]:
            if not self.key.fits(name):
                sentence = f"{quoted(name)} cannot be used here: {self.key.says}."
                reading.findings.add(table.lines[name], value.path, sentence)
            values[name] = self.kind.read(value, reading)
        return values

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.kind.write(item) for name, item in value.items()}

    def schema(self, shared: Schema) -> Schema:
        return {
            "type": "object",
            "patternProperties": {f"^{self.key.pattern}$": self.kind.schema(shared)},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": self.most,
        }


@dataclass(frozen=True)
class RecordField:
    """One key of a record: its kind, what it is for, and whether it must be there."""

    kind: ValueType
    about: str
    needed: bool = False


@dataclass(frozen=True)
class RecordType:
    """Known keys, made into one value by `make`; keys left out are left to its defaults."""

    name: str
    make: Callable[..., Any]
    fields: Mapping[str, RecordField]

    def read(self, node: Node, reading: Reading) -> Any:
        table = table_of(node, reading, ", ".join(list(self.fields)[:3]))
        if table is None:
            return None
        self._refuse_unknown(table, reading)
        for name, field in self.fields.items():
            if field.needed and name not in table.pairs:
                reading.problem(node, f"{quoted(name)} is missing: {field.about}")
        values = {
            name: field.kind.read(table.pairs[name], reading)
            for name, field in self.fields.items()
            if name in table.pairs
        }
        return None if reading.findings.problems else self.make(**values)

    def _refuse_unknown(self, table: TableNode, reading: Reading) -> None:
        for name, value in table.pairs.items():
            if name not in self.fields and not reading.findings.full:
                hint = nearest(name, self.fields) or f" Known keys: {', '.join(self.fields)}."
                sentence = f"{quoted(name)} is not a key that belongs here.{hint}"
                reading.findings.add(table.lines[name], value.path, sentence)

    def write(self, value: Any) -> dict[str, Any]:
        held = {name: getattr(value, name, None) for name in self.fields}
        return {
            name: field.kind.write(held[name])
            for name, field in self.fields.items()
            if field.needed or held[name]
        }

    def schema(self, shared: Schema) -> Schema:
        properties = {
            name: {"description": field.about, **field.kind.schema(shared)}
            for name, field in self.fields.items()
        }
        shared[self.name] = {
            "type": "object",
            "properties": properties,
            "required": [name for name, field in self.fields.items() if field.needed],
            "additionalProperties": False,
        }
        return {"$ref": f"#/$defs/{self.name}"}

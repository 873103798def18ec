"""docs/reference/question-set.md: the format of a question set, from its published schema."""

import json
from collections.abc import Iterator
from typing import Any

from barnraise.instruments.document import MAX_BYTES, MAX_QUESTIONS, MAX_STAGES
from barnraise.instruments.json_schema import FILE
from tools.pages import code, page, table

TITLES = {
    "question_set": "The document",
    "stage": "A stage",
    "question": "A question",
    "note_field": "A text box",
    "answer": "An answer of the scale",
}
Schema = dict[str, Any]


def make() -> dict[str, str]:
    """The page."""
    shared: Schema = json.loads(FILE.read_text(encoding="utf-8"))["$defs"]
    records = {name: each for name, each in shared.items() if "properties" in each}
    order = [*(name for name in TITLES if name in records), *sorted(set(records) - set(TITLES))]
    return {
        "docs/reference/question-set.md": page(
            "Question set: the format",
            "A YAML or JSON document in UTF-8. The same as JSON Schema: "
            "`barnraise/instruments/question-set.schema.json`. How to write one: "
            "[write a question set](../how-to/write-a-question-set.md).",
            f"At most {MAX_BYTES:,} bytes, {MAX_STAGES} stages and {MAX_QUESTIONS:,} questions "
            "in all. Keys that are not listed here are refused. *Words* are a text for each "
            "language, such as `{en: A place, es: Un lugar}`; the set's first language is needed.",
            *(part for name in order for part in _record(name, records[name], shared)),
        )
    }


def _record(name: str, record: Schema, shared: Schema) -> Iterator[str]:
    yield f"## {TITLES.get(name, name)}"
    needed = record.get("required", [])
    yield table(
        ("Key", "Needed", "Value", "Meaning"),
        [
            (code(key), "yes" if key in needed else "", value(node, shared), _meaning(node))
            for key, node in record["properties"].items()
        ],
    )


def _meaning(node: Schema) -> str:
    return str(node.get("description", ""))


def value(node: Schema, shared: Schema) -> str:
    """What may stand there, in words."""
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[-1]
        return _shared(name, shared[name])
    if "const" in node:
        return code(node["const"])
    if "enum" in node:
        return ", ".join(code(each) for each in node["enum"])
    if node.get("type") == "array":
        return f"a list of {_many(node)}: {value(node['items'], shared)}"
    if node.get("type") == "object":
        return f"names and their {_inside(node, shared)}"
    return _plain(node)


def _shared(name: str, node: Schema) -> str:
    if "properties" in node:
        return f"{TITLES.get(name, name)}".lower()
    return f"words, at most {_longest(node):,} characters"


def _longest(node: Schema) -> int:
    return max(int(each.get("maxLength", 0)) for each in node["patternProperties"].values())


def _many(node: Schema) -> str:
    low, high = node.get("minItems", 0), node.get("maxItems")
    return f"{low}" if low == high else f"{low} to {high:,}" if high else f"{low} or more"


def _inside(node: Schema, shared: Schema) -> str:
    return "; ".join(value(each, shared) for each in node.get("patternProperties", {}).values())


def _plain(node: Schema) -> str:
    if node.get("type") == "integer":
        return f"a whole number, {node['minimum']} to {node['maximum']:,}"
    pattern = str(node.get("pattern", "")).strip("^$")
    return f"a name like {code(pattern)}" if pattern else str(node.get("type", ""))

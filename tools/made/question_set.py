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
            (code(key), "yes" if key in needed else "", value(one, shared), _meaning(one))
            for key, one in record["properties"].items()
        ],
    )


def _meaning(one: Schema) -> str:
    return str(one.get("description", ""))


def value(one: Schema, shared: Schema) -> str:
    """What may stand there, in words."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        return _shared(name, shared[name])
    if "const" in one:
        return code(one["const"])
    if "enum" in one:
        return ", ".join(code(each) for each in one["enum"])
    if one.get("type") == "array":
        return f"a list of {_many(one)}: {value(one['items'], shared)}"
    if one.get("type") == "object":
        return f"names and their {_inside(one, shared)}"
    return _plain(one)


def _shared(name: str, one: Schema) -> str:
    if "properties" in one:
        return f"{TITLES.get(name, name)}".lower()
    return f"words, at most {_longest(one):,} characters"


def _longest(one: Schema) -> int:
    return max(int(each.get("maxLength", 0)) for each in one["patternProperties"].values())


def _many(one: Schema) -> str:
    least, most = one.get("minItems", 0), one.get("maxItems")
    return f"{least}" if least == most else f"{least} to {most:,}" if most else f"{least} or more"


def _inside(one: Schema, shared: Schema) -> str:
    return "; ".join(value(each, shared) for each in one.get("patternProperties", {}).values())


def _plain(one: Schema) -> str:
    if one.get("type") == "integer":
        return f"a whole number, {one['minimum']} to {one['maximum']:,}"
    pattern = str(one.get("pattern", "")).strip("^$")
    return f"a name like {code(pattern)}" if pattern else str(one.get("type", ""))

"""docs/reference/workbook-file.md: what a workbook file holds, from its published schema."""

from collections.abc import Iterator
from typing import Any

from barnraise.workbook.files.layout import FORMAT_VERSION, MAX_BYTES
from barnraise.workbook.files.schema import published
from tools.pages import code, page, table

TITLES = {
    "partnership": "partnership",
    "log": "log",
    "edition": "An edition",
    "round": "A round",
    "entry": "An entry",
    "set_aside": "Something set aside",
    "erased": "Something removed for good",
    "from_file": "An earlier file",
    "seal": "A seal",
    "person": "A person",
    "somebody": "A person or nobody",
}
PLAIN = {
    "sha256": "64 small hexadecimal digits",
    "uuid": "an id like `3f2a0c1e-…`, 36 characters",
    "moment": "a time in UTC like `2027-03-31T10:42:00.000000Z`",
    "value": "names and their texts, or true or false ([fields](fields.md))",
}
Schema = dict[str, Any]


def make() -> dict[str, str]:
    """The page."""
    whole = dict(published())
    shapes: Schema = whole["$defs"]
    return {
        "docs/reference/workbook-file.md": page(
            "The workbook file",
            f"One workbook as JSON in UTF-8, form {FORMAT_VERSION}. The same as JSON Schema: "
            "`barnraise/workbook/files/workbook-file.schema.json`, which every server also has "
            "at `/files/schema.json`. How to read one with nothing but a text editor: "
            "[a file that outlives the server](../explanation/a-file-that-outlives-the-server.md).",
            f"At most {MAX_BYTES:,} bytes. Every part is there, if only as an empty list; a name "
            "that is not listed here is refused, and so are names given twice, fractions, NaN and "
            "half characters. The form's number goes up whenever a name is added.",
            "## The file",
            _table(whole),
            *(part for name in TITLES for part in _shape(name, shapes[name])),
        )
    }


def _shape(name: str, shape: Schema) -> Iterator[str]:
    yield f"## {TITLES[name][:1].upper()}{TITLES[name][1:]}"
    yield _table(shape)


def _table(shape: Schema) -> str:
    return table(
        ("Name", "Value", "Meaning"),
        [
            (code(name), _value(node), node["description"])
            for name, node in shape["properties"].items()
        ],
    )


def _value(node: Schema) -> str:
    """What may stand there, in words."""
    if "const" in node:
        return "always the same text" if len(str(node["const"])) > 40 else code(str(node["const"]))
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[-1]
        return PLAIN.get(name) or TITLES[name][:1].lower() + TITLES[name][1:]
    match node["type"]:
        case "array":
            return f"a list of up to {node['maxItems']:,}: {_value(node['items'])}"
        case "integer":
            return f"a whole number, {node['minimum']} to {node['maximum']:,}"
        case "boolean":
            return "true or false"
    return _text(node)


def _text(node: Schema) -> str:
    if node.get("pattern") == "^(none|broken)$":
        return "`none` or `broken`"
    if node.get("pattern") == "^([0-9a-f]{64})?$":
        return f"{PLAIN['sha256']}, or empty"
    if node.get("minLength") == node["maxLength"]:
        return f"{node['maxLength']} small letters and digits"
    return f"text, at most {node['maxLength']:,} characters"

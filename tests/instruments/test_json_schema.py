"""The published schema says what the parser does, as far as a schema can."""

import re
from typing import Any

import pytest
import yaml

from barnraise.instruments import publish
from barnraise.instruments.json_schema import FILE, as_text, schema

from .samples import SMALL, problems, spoiled

TYPES = {"object": dict, "array": list, "string": str, "integer": int}


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Whether a value obeys a rule: the few words of JSON Schema that ours is made of."""
    if "$ref" in rule and not fits(value, schema()["$defs"][rule["$ref"].split("/")[-1]]):
        return False
    if "const" in rule:
        return value == rule["const"]
    if "enum" in rule:
        return value in rule["enum"]
    if "type" in rule and type(value) is not TYPES[rule["type"]]:
        return False
    judges = {dict: _table_fits, list: _list_fits, str: _text_fits, int: _number_fits}
    return judges[type(value)](value, rule)


def _table_fits(value: dict[str, Any], rule: dict[str, Any]) -> bool:
    known, patterns = rule.get("properties", {}), rule.get("patternProperties", {})
    rules = {
        key: [known[key]] if key in known else [r for p, r in patterns.items() if re.search(p, key)]
        for key in value
    }
    return (
        set(rule.get("required", [])) <= value.keys()
        and rule.get("minProperties", 0) <= len(value) <= rule.get("maxProperties", 10**6)
        and (all(rules.values()) or "additionalProperties" not in rule)
        and all(fits(value[key], r) for key, found in rules.items() for r in found)
    )


def _list_fits(value: list[Any], rule: dict[str, Any]) -> bool:
    count = rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 10**6)
    return count and all(fits(item, rule["items"]) for item in value)


def _text_fits(value: str, rule: dict[str, Any]) -> bool:
    length = rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", 10**6)
    return length and bool(re.search(rule.get("pattern", ""), value))


def _number_fits(value: int, rule: dict[str, Any]) -> bool:
    return bool(rule.get("minimum", 0) <= value <= rule.get("maximum", 10**9))


def loaded(text: str) -> Any:
    """A document as data, every value a text but the version."""
    data = yaml.load(text, Loader=yaml.BaseLoader)  # safe: BaseLoader only makes texts
    if data.get("version", "").isdecimal():
        data["version"] = int(data["version"])
    return data


def test_the_committed_schema_is_the_one_the_shape_makes():
    made = as_text()
    assert FILE.read_text(encoding="utf-8") == made, (
        "run python -m barnraise.instruments.json_schema"
    )


def test_the_built_in_set_and_the_small_one_fit_the_schema():
    built_in = (publish.LIBRARY / publish.BUILT_IN[0]).read_text(encoding="utf-8")
    assert fits(loaded(SMALL), schema())
    assert fits(loaded(built_in), schema())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("{en: Soil, es: Suelo}", "{en: Soil}"),
        ("[FA]", "[FA] # fair"),
        ("wording:", "wordign:"),
        ("key: garden", "key: Garden"),
        ("key: soil", "key: " + "a" * 61),
        ("version: 1", "version: 0"),
        ("version: 1", "version: 1000000"),
        ("version: 1", "version: one"),
        ("question-set/1", "question-set/2"),
        ("[en, es]", "en"),
        ("[en, es]", "[en, es, English]"),
        ("{en: Soil, es: Suelo}", "Soil"),
        ("{en: Soil, es: Suelo}", "{English: Soil}"),
        ("en: Soil", "en: ''"),
        ("en: Soil", "en: " + "s" * 301),
        ("en: Soil", "en: [Soil]"),
        ("[FA]", "[]"),
        ("  FA:", "  F A:"),
        ("stages:\n", "scale: [{code: yes, label: {en: Yes}}]\nstages:\n"),
    ],
)
def test_the_schema_and_the_parser_agree_on_what_fits_where(old: str, new: str):
    text = spoiled(old, new)
    assert fits(loaded(text), schema()) == (problems(text) == ())


def test_every_key_of_the_format_is_explained():
    for name, rule in schema()["$defs"].items():
        for key, held in rule.get("properties", {}).items():
            assert held["description"].endswith((".", "1")), (name, key)

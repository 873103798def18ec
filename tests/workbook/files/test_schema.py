"""The published description and another reader of JSON Schema agree on what a workbook file is."""

import json
import random
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from barnraise.workbook.files import schema
from barnraise.workbook.files.errors import FileError
from barnraise.workbook.files.layout import ABOUT, FORMAT, FORMAT_VERSION, ORDER
from tests.workbook.files.forge import forged

pytestmark = pytest.mark.django_db


def fits(tree: Any) -> bool:
    try:
        schema.check(tree)
    except FileError:
        return False
    return True


def test_the_description_is_sound_and_fits_what_is_written(file: bytes) -> None:
    Draft202012Validator.check_schema(dict(schema.published()))
    assert not list(Draft202012Validator(schema.published()).iter_errors(json.loads(file)))
    assert fits(json.loads(file))


def test_another_reader_of_the_description_says_the_same(file: bytes) -> None:
    chance, whole, found = random.Random(7), json.loads(file), Counter[bool]()
    other = Draft202012Validator(schema.published())
    for _round in range(150):
        tree = forged(whole, chance)
        assert fits(tree) == other.is_valid(tree)
        found[fits(tree)] += 1
    assert min(found[True], found[False]) > 5


def test_the_description_names_every_part_in_the_order_of_the_file() -> None:
    published = schema.published()["properties"]
    assert tuple(published) == ORDER
    assert published["format"]["const"] == FORMAT
    assert published["format_version"]["maximum"] == FORMAT_VERSION
    assert published["about"]["const"] == ABOUT


def test_everything_in_the_description_is_explained_and_bounded() -> None:
    shapes = [schema.published(), *schema.published()["$defs"].values()]
    for shape in shapes:
        for name, one in shape.get("properties", {}).items():
            assert one.get("description"), name
            assert "$ref" in one or one["type"] != "array" or "maxItems" in one, name
        assert not shape.get("properties") or shape["additionalProperties"] is False

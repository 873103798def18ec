"""The published description of the document format (JSON Schema), made from its shape. Pure.

`python -m barnraise.instruments.json_schema` prints it. It tells an editor what fits where; what
must agree between distant places (links, keys given twice) only the parser can say.
"""

import json
import sys
from pathlib import Path

from barnraise.instruments.question_set_schema import FORMAT, QUESTION_SET
from barnraise.instruments.scalar_types import Schema

FILE = Path(__file__).with_name("question-set.schema.json")


def schema() -> Schema:
    """The schema as data."""
    shared: Schema = {}
    root = QUESTION_SET.schema(shared)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Barnraise question set ({FORMAT})",
        **root,
        "$defs": dict(sorted(shared.items())),
    }


def as_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())

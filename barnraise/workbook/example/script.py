"""Reads the made-up partnership's file and tells it as drafts, each with who says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from barnraise.ledger.draft import Draft, Value

FILE = Path(__file__).parent / "juniper_bend.yaml"
BACKBONE = "backbone"


@dataclass(frozen=True)
class ScriptLine:
    """One thing the story says: by which organization, in which field, what."""

    by: str
    field: str
    value: Value

    def draft(self, edition: str) -> Draft:
        return Draft(uuid4(), self.field, self.value, frozenset(), edition)


@lru_cache(maxsize=1)
def read_script() -> Mapping[str, Any]:
    """The file as it is; docs/reference/fields.md says what each kind may hold."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def organizations() -> Mapping[str, str]:
    """Key to name of the organizations that sign."""
    return {key: person["organization"] for key, person in read_script()["people"].items()}


def drafts_of(language: str) -> Iterator[ScriptLine]:
    """Everything the partnership said, in one language."""
    yield from _answers()
    for kind, attributes in (
        ("view", ("text",)),
        ("note", ("text",)),
        ("evidence", ("title", "link")),
    ):
        for item in read_script().get(f"{kind}s" if kind != "evidence" else kind, ()):
            value = {name: _in(item.get(name, ""), language) for name in attributes}
            yield ScriptLine(item["by"], f"{kind}/{item['question']}/{uuid4().hex}", value)
    for step in read_script()["steps"]:
        yield ScriptLine(BACKBONE, f"step/{step['question']}/{uuid4().hex}", _step(step, language))
    for key, text in read_script()["texts"].items():
        yield ScriptLine(text["by"], f"text/{key}", {"text": _in(text, language)})
    for stage in read_script()["now"]:
        yield ScriptLine(BACKBONE, f"now/{stage}", {"here": True})


def _answers() -> Iterator[ScriptLine]:
    for key, choice in read_script()["answers"].items():
        yield ScriptLine(BACKBONE, f"answer/{key}", {"choice": choice})
    for key, parts in read_script()["parts"].items():
        for number, choice in parts.items():
            yield ScriptLine(BACKBONE, f"part/{key}/{number}", {"choice": choice})


def _step(step: Mapping[str, Any], language: str) -> Value:
    return {
        "what": _in(step["what"], language),
        "who": step["who"],
        "due": str(step["due"]),
        "done": bool(step["done"]),
    }


def _in(text: Any, language: str) -> str:
    return str(text if isinstance(text, str) else text.get(language) or text["en"]).strip()

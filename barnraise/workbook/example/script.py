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
class Said:
    """One thing the story says: by which organization, in which field, what."""

    by: str
    field: str
    value: Value

    def draft(self, edition: str) -> Draft:
        return Draft(uuid4(), self.field, self.value, frozenset(), edition)


@lru_cache(maxsize=1)
def story() -> Mapping[str, Any]:
    """The file as it is; docs/reference/fields.md says what each kind may hold."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def organizations() -> Mapping[str, str]:
    """Key to name of the organizations that sign."""
    return {key: person["organization"] for key, person in story()["people"].items()}


def told(language: str) -> Iterator[Said]:
    """Everything the partnership said, in one language."""
    yield from _answers()
    for kind, attributes in (
        ("view", ("text",)),
        ("note", ("text",)),
        ("evidence", ("title", "link")),
    ):
        for item in story().get(f"{kind}s" if kind != "evidence" else kind, ()):
            value = {name: _in(item.get(name, ""), language) for name in attributes}
            yield Said(item["by"], f"{kind}/{item['question']}/{uuid4().hex}", value)
    for step in story()["steps"]:
        yield Said(BACKBONE, f"step/{step['question']}/{uuid4().hex}", _step(step, language))
    for key, text in story()["texts"].items():
        yield Said(text["by"], f"text/{key}", {"text": _in(text, language)})
    for stage in story()["now"]:
        yield Said(BACKBONE, f"now/{stage}", {"here": True})


def _answers() -> Iterator[Said]:
    for key, choice in story()["answers"].items():
        yield Said(BACKBONE, f"answer/{key}", {"choice": choice})
    for key, parts in story()["parts"].items():
        for number, choice in parts.items():
            yield Said(BACKBONE, f"part/{key}/{number}", {"choice": choice})


def _step(step: Mapping[str, Any], language: str) -> Value:
    return {
        "what": _in(step["what"], language),
        "who": step["who"],
        "due": str(step["due"]),
        "done": bool(step["done"]),
    }


def _in(text: Any, language: str) -> str:
    return str(text if isinstance(text, str) else text.get(language) or text["en"]).strip()

"""The document this product began with, when the environment names it: it loads as it is."""

import os
import re
from pathlib import Path

import pytest

from barnraise.instruments.importers.characters import words
from barnraise.instruments.importers.draft import DraftSet
from barnraise.instruments.importers.read_document import read

from .readers import counts

NAMED = "BARNRAISE_SOURCE_DOCUMENT"

pytestmark = [
    pytest.mark.source,
    pytest.mark.skipif(NAMED not in os.environ, reason=f"{NAMED} names no document"),
]


@pytest.fixture(scope="module")
def text() -> str:
    return Path(os.environ[NAMED]).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> DraftSet:
    return read(text.encode(), Path(os.environ[NAMED]).name)


def test_it_is_five_stages_and_26_questions_in_order(found: DraftSet):
    assert counts(found) == [6, 4, 5, 6, 5]
    assert all(stage.title and stage.intro.endswith(".") for stage in found.stages)
    assert [stage.notes for stage in found.stages] == [(f"partner-text-{n}",) for n in range(1, 6)]


def test_every_label_and_wording_is_a_run_of_the_document(found: DraftSet, text: str):
    """Word for word and in order, with nothing put in between."""
    flat = " ".join(re.sub("<[^>]*>", " ", text.replace("**", "")).split())
    at = 0
    for stage in found.stages:
        at = flat.index(stage.title, at)
        at = flat.index(stage.intro, at)
        for question in stage.questions:
            at = flat.index(f"{question.label}: {question.text}", at)
            at = flat.index(f"[{question.guidance}]", at) if question.guidance else at
            assert question.label == question.label.upper()
            assert not question.parts or " ".join(question.parts) == question.text
        at = flat.index(f":{stage.notes[0]}]", at)


def test_each_bracketed_sentence_is_guidance(found: DraftSet, text: str):
    brackets = [one for one in re.findall(r"\[([^\]]*)\]", text) if " " in one]
    assert [q.guidance for q in found.questions if q.guidance] == brackets


def test_nothing_is_lost_and_little_is_left_over(found: DraftSet, text: str):
    bare = re.sub(r"<[^>]*>|\[\w+:[\w-]+\]", " ", text)
    kept = [found.title, found.intro, *(one.text for one in found.leftover)]
    for stage in found.stages:
        kept += [stage.mark, stage.title, stage.intro]
        for question in stage.questions:
            kept += [question.label, question.text, question.guidance]
    assert sorted(words(" ".join(kept))) == sorted(words(bare))
    assert all(one.text == one.text.upper() for one in found.leftover)  # only headers of tables
    assert len(found.leftover) == 6

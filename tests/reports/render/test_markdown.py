"""Markdown, read back by markdown-it-py: the same text and no markup of theirs."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from barnraise.reports.document.report import Report
from barnraise.reports.render import markdown
from barnraise.reports.text.plain import tamed
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import text_of_markdown
from tests.laws import examples
from tests.reports.conftest import HOSTILE

MARKS = "\\`*_{}[]()<>#+-.!|~&$:@=^/\"'1 a\n"
PARSER = MarkdownIt("gfm-like", {"linkify": False})


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_holds_everything(example: Callable[[str], Report], language: str) -> None:
    report = example(language)
    found = verified(report, markdown.render(report), text_of_markdown)
    assert found.problems == ()
    assert found.counts["question"] == (26, 26)


def test_hostile_words_stay_words(hostile: Report) -> None:
    data = markdown.render(hostile)
    kinds = {
        inner.type
        for token in PARSER.parse(data.decode())
        for inner in (token, *(token.children or ()))
    }
    assert not kinds & {"html_block", "html_inline", "image", "link_open", "fence", "code_inline"}
    text = " ".join(text_of_markdown(data).split())
    for words in (HOSTILE[0], HOSTILE[1], HOSTILE[6]):
        assert " ".join(words.split()) in text
    assert verified(hostile, data, text_of_markdown).problems == ()


@given(st.text(st.sampled_from(MARKS), max_size=30))
@settings(max_examples=examples(300))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    inline = markdown.escaped(text)
    for line in (inline, f"- {inline}", f"> {inline}"):
        shown = text_of_markdown(line.encode())
        assert " ".join(shown.split()) == " ".join(tamed(text).split())

"""The HTML file, read back by html.parser: whole, without script, loading nothing."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from barnraise.reports.document.report import Report
from barnraise.reports.render import html
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import text_of_html
from tests.reports.conftest import HOSTILE

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"}


class Tags(HTMLParser):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "path"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_holds_everything_in_the_readers_language(
    example: Callable[[str], Report], language: str
) -> None:
    report = example(language)
    data = html.render(report)
    found = verified(report, data, text_of_html)
    assert found.problems == ()
    assert found.counts["question"] == (26, 26)
    tags = Tags(data)
    assert tags.open == []
    assert tags.found[0] == ("html", {"lang": language, "dir": "ltr"})


def test_it_has_no_script_and_loads_nothing(hostile: Report) -> None:
    data = html.render(hostile)
    tags = Tags(data)
    names = {tag for tag, _given in tags.found}
    assert not names & {"script", "link", "iframe", "object", "embed", "img", "form", "base"}
    for _tag, given in tags.found:
        assert not LOADING & set(given)
        assert not [name for name in given if name.startswith("on") or name == "style"]
        assert (given.get("href") or "#").startswith(("#", "https://example.org/aaa"))
    assert b"url(" not in data
    assert b"@import" not in data.replace(b"@import &quot;", b"")


def test_hostile_words_stay_words(hostile: Report) -> None:
    data = html.render(hostile)
    text = text_of_html(data)
    for words in (HOSTILE[0], HOSTILE[1], HOSTILE[6]):
        assert words in text
    assert "\u202e" not in data.decode()
    assert verified(hostile, data, text_of_html).problems == ()


def test_history_is_there_and_folds_away(example: Callable[[str], Report]) -> None:
    report = example("en")
    data = html.render(report)
    assert text_of_html(data).count(report.history[0].at.words) >= len(report.history)
    assert ("details", {"class": "history"}) in Tags(data).found

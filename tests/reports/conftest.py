"""The example's report in both languages, and a workbook in which every field is hostile."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from barnraise.instruments.publish import load_built_in
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.queue.document_queue import DocumentQueue
from barnraise.reports.queue.worker import Answer, DocumentOutcome
from barnraise.workbook.example.create import raise_example
from tests.cast import Table, a_draft, a_table, an_item
from tests.reports.queue.slow_child import Slow

AT = datetime(2027, 3, 31, 10, 42, tzinfo=UTC)

HOSTILE = (
    '#read("/etc/passwd") #import "@preview/x:1.0.0" $x^2$ \\ _a_ *b* `c` @d <e> //f /*g*/ [h]',
    "<script>alert(1)</script><img src=https://example.org/x.png onerror=alert(1)>",
    "[link](https://example.org) ![x](https://example.org/y.png) | a | b |\n# head\n- item\n1. one",
    "=cmd|' /C calc'!A0\n---\n===\n```\n~~~",
    "thanks 🙏🏽 🇺🇸 \ue000\U000f1234 \u202egnp.exe\u2066 \u200f\u200e \x85\u2028 end",
    "مرحبا بالعالم 张伟 Nguyễn Thị Ệ Привет e\u0301\u0323\u0334\u20dd ก็ क्षि \u0600\u06dd",
    "w" * 900,
)


@pytest.fixture
def example(db: None) -> Callable[[str], Report]:
    """The example's report in a language."""

    def made(language: str) -> Report:
        load_built_in()
        with override(language):
            workbook = raise_example(language).workbook
        workbook.refresh_from_db()
        return report_of(workbook, language, AT)

    return made


@pytest.fixture
def hostile(db: None) -> Report:
    """A report of the small set in which every text is every hostile string."""
    table = a_table(" ".join(HOSTILE[:1])[:110])
    say_everything(table, "\n".join(HOSTILE))
    return report_of(table.workbook, "en", AT)


def say_everything(table: Table, text: str) -> None:
    """Say `text` in every kind of field, and something else beside it in two of them."""
    key = "goal"
    box = table.workbook.instrument.note_fields[0].key
    drafts = [
        a_draft(f"answer/{key}", choice="disagree"),
        a_draft(f"reason/{key}", text=text[:2000]),
        a_draft(an_item("view", key), text=text),
        a_draft(an_item("note", key), text=text),
        a_draft(an_item("note", key), text="struck words", struck=True),
        a_draft(
            an_item("evidence", key), title=text[:300], link="https://example.org/" + "a" * 900
        ),
        a_draft(an_item("step", key), what=text[:1000], who=text[:200], due="2027-05-01"),
        a_draft(f"text/{box}", text=text),
    ]
    receipts = table.workbook.keep(drafts, by=table.writer)
    assert [receipt.reason for receipt in receipts if receipt.reason] == []
    beside = [
        a_draft(f"text/{box}", text="another version"),
        a_draft(f"answer/{key}", choice="yes"),
    ]
    table.workbook.keep(beside, by=table.second)
    table.workbook.refresh_from_db()


@pytest.fixture
def slow() -> Iterator[DocumentQueue]:
    Slow.go.clear()
    Slow.made.clear()
    Slow.answer = Answer(DocumentOutcome.MADE, b"a document", {"question": (26, 26)})
    yield DocumentQueue(Slow)
    Slow.go.set()

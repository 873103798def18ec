"""The example's report in both languages, and a workbook in which every field is hostile."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache

import pytest
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import load_built_in, offered
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.queue.document_queue import DocumentQueue
from barnraise.reports.queue.worker import Answer, DocumentOutcome
from barnraise.workbook.example.create import raise_example
from tests.cast import Table, a_draft, a_table, an_item, forgotten
from tests.reports.queue.slow_child import Slow

Aside = AbstractContextManager[None]
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


@pytest.fixture(scope="session")
def aside(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Callable[[], Aside]:
    """A block in which the database may be written to, and after which nothing of it is left."""

    @contextmanager
    def block() -> Iterator[None]:
        with django_db_blocker.unblock(), forgotten():
            yield

    return block


@pytest.fixture(scope="session")
def example(aside: Callable[[], Aside]) -> Callable[[str], Report]:
    """The example's report in a language: a frozen value, read from the database once a run."""

    @cache
    def built(language: str) -> Report:
        with aside(), override(language):
            load_built_in()
            workbook = raise_example(language).workbook
            workbook.refresh_from_db()
            return report_of(workbook, language, AT)

    return built


@pytest.fixture(scope="session")
def hostile(aside: Callable[[], Aside]) -> Report:
    """A report of the small set in which every text is every hostile string; a frozen value."""
    with aside(), override("en"):
        table = a_table(" ".join(HOSTILE[:1])[:110])
        say_everything(table, "\n".join(HOSTILE))
        return report_of(table.workbook, "en", AT)


@pytest.fixture(scope="session")
def built_in(aside: Callable[[], Aside]) -> Edition:
    """The question set that comes with the program; it is read, never saved."""
    with aside():
        load_built_in()
        return Edition.objects.get(pk=offered()[0].pk)  # with its document, which lists leave out


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

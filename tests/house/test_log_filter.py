"""No log line holds a private link, and none can be forged; what ends a link or words is logged."""

import logging
import re
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from barnraise.house.log_filter import LinkFilter, UtcFormatter, scrub
from barnraise.partnerships.links import derived_token
from barnraise.partnerships.models import Role
from tests.cast import a_table

pytestmark = pytest.mark.alike

TOKENS = ("k" + "2345678" * 4, "w" + "a1b2c3d4e5" + "abcdefghijklm" * 2)


class Lines(logging.Handler):
    """Writes each line as the terminal's handler does."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(LinkFilter())
        self.setFormatter(UtcFormatter())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """All that is logged, by whatever logger."""
    handler = Lines()
    loggers = [logging.getLogger(name) for name in ("django", "barnraise")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.written
    for logger in loggers:
        logger.removeHandler(handler)


def test_a_link_is_cut_out_of_a_line() -> None:
    assert scrub("GET /open/w-abc.def_123?x=1 200") == "GET /open/…?x=1 200"


def test_a_line_break_in_a_path_makes_no_second_line() -> None:
    assert "\n" not in scrub("a\nERROR forged\r\n\u2028b")


def test_arguments_and_tracebacks_are_scrubbed_too() -> None:
    try:
        raise ValueError("/open/secret")
    except ValueError:
        record = logging.LogRecord("x", 40, "f", 1, "%s: %s", ("/open/secret", 1), sys.exc_info())
    assert LinkFilter().filter(record)
    written = logging.Formatter().format(record)
    assert "secret" not in written
    assert "/open/…" in written


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize(
    "path",
    [
        "/open/{}/",
        "/OPEN/{}/",
        "/Open/{}",
        "/open//{}/",
        "/opem/{}/",
        "/{}",
        "/w/{}/",
        "/w/https://example.org/open/{}/",
        "/open%2F{}",
        "/open/ {}/",
        "/open/é{}/",
        "/?next=/open/{}/",
        "/language/?next=https%3A%2F%2Fexample.org%2Fopen%2F{}%2F",
    ],
)
@pytest.mark.django_db
def test_no_way_to_mistype_a_link_puts_it_into_the_log(
    client: Client, lines: list[str], path: str, token: str
) -> None:
    for word in (token, token.upper(), token[:-4], f"{token[:9]}-{token[9:]}"):
        client.get(path.format(word))
        client.delete(path.format(word))  # "Method Not Allowed", where there is a page
        client.get(path.format(word), HTTP_HOST="evil.test")
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.post(path.format(word))
        assert not [line for line in lines if word[9:] in line or word[:9] in line]
    assert lines


@pytest.mark.django_db
def test_a_line_names_the_route_and_its_time(client: Client, lines: list[str]) -> None:
    client.get(f"/open/{TOKENS[0]}/")
    client.get("/nothing/here/")
    said = [line.partition(" ") for line in lines]
    assert [rest for _time, _blank, rest in said] == [
        "WARNING django.request: Not Found: partnerships:open_link",
        "WARNING django.request: Not Found: (an address that is none)",
    ]
    for time, _blank, _rest in said:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time)


@pytest.mark.django_db
def test_a_replaced_link_and_what_was_removed_are_logged_without_a_word_of_it(
    lines: list[str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    table = a_table(name="North Creek")
    keeper, slug, field = table.client("keeper"), table.slug, f"note/goal/{uuid4().hex}"
    before = derived_token(table.partnership, Role.WRITER)
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(reverse("partnerships:link", args=[slug, "writer"]))
        fields = {f"{field}~id": "", f"{field}~sees": "", f"{field}.text": "Ana fell"}
        keeper.post(reverse("workbook:entries", args=[slug]), fields)
        keeper.post(reverse("workbook:erasing", args=[slug, field]), {"words": "on"})
        keeper.post(reverse("workbook:removal", args=[slug]), {"name": "North Creek"})
    events = [line.split(" ", 1)[1] for line in lines if " barnraise.events: " in line]
    assert events == [
        f"INFO barnraise.events: link_replaced workbook={slug} role=writer",
        f"INFO barnraise.events: removed workbook={slug} entries=1 words=True names=False",
        f"INFO barnraise.events: workbook_removed workbook={slug}",
    ]
    assert before not in "".join(lines)

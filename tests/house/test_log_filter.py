"""No log line holds a private link, and none can be forged."""

import logging
import sys

from barnraise.house.log_filter import LinkFilter, scrub


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

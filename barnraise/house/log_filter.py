"""Keeps private links out of every log line."""

import logging
import re

LINK = re.compile(r"(/open/)[^\s\"'?#]+")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\u2028\u2029]")


def scrub(text: str) -> str:
    """Replace the token of a private link, and anything that could forge a log line."""
    return CONTROL.sub(" ", LINK.sub(r"\1…", text))


class LinkFilter(logging.Filter):
    """Rewrites a record's message before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrub(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = LINK.sub(r"\1…", logging.Formatter().formatException(record.exc_info))
        return True

"""Keeps private links out of every log line, and gives each its time."""

import logging
import re
import time

from django.http import HttpRequest

LINK = re.compile(r"(/open/)[^\s\"'?#]+", re.I)
# As long as a link's word, or most of one; no digest in hexadecimal has such a letter.
WORD = re.compile(r"[kwr][0-9a-z]{24,}", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\u2028\u2029]")
NO_ROUTE = "(an address that is none)"


class UtcFormatter(logging.Formatter):
    """Lines whose time means the same on every machine."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")


def scrub(text: str) -> str:
    """Replace the word of a private link, and anything that could forge a log line."""
    return CONTROL.sub(" ", without_links(text))


def without_links(text: str) -> str:
    """Replace the word of a private link, wherever and however it stands there."""
    return WORD.sub("…", LINK.sub(r"\1…", text))


class LinkFilter(logging.Filter):
    """Rewrites a record's message before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        paths = _paths(getattr(record, "request", None))
        record.msg, record.args = scrub(_routed(record.getMessage(), paths)), ()
        if record.exc_info:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_text = without_links(_routed(trace, paths))
        return True


def _routed(text: str, paths: dict[str, str]) -> str:
    for path, route in paths.items():
        text = text.replace(path, route)
    return text


def _paths(request: object) -> dict[str, str]:
    """A request's address as Django may log it, and what to say instead: the name of its route.

    What was asked for may be a link with a slip in it, which is all the same a secret.
    """
    if not isinstance(request, HttpRequest) or len(request.path) < 2:
        return {}
    match = request.resolver_match
    route = match.view_name if match else NO_ROUTE
    found = (request.get_full_path(), request.path)
    return {form: route for path in found for form in (path, _escaped(path))}


def _escaped(path: str) -> str:
    return path.encode("unicode_escape").decode("ascii")

"""One person's browser: its own cookies, and every complaint it makes written down."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

REFUSED = "the server responded with a status of"
NO_CONNECTION = r"net::ERR_(INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED)"


@dataclass
class Visitor:
    """A browser context with one page, watched."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("console", self._console)
        self.context.on("weberror", lambda each: self.complaints.append(str(each.error)))
        self.context.on("request", self._request)
        self.page.on("dialog", self._dialog)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.type} {dialog.message}")
        dialog.accept()

    @property
    def unexpected(self) -> list[str]:
        """The complaints no journey announced."""
        return [
            each for each in self.complaints if not any(re.search(e, each) for e in self.expected)
        ]

    def go(self, path: str = "/") -> Page:
        """Open a path of the server."""
        self.page.goto(self.address + path)
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def slug(self) -> str:
        """The workbook this browser is in."""
        return self.path.split("/")[2]

    @contextmanager
    def without_connection(self) -> Iterator[None]:
        """No network while the block lasts; the browser may say so."""
        self.expected.append(NO_CONNECTION)
        self.context.set_offline(True)
        try:
            yield
        finally:
            self.context.set_offline(False)

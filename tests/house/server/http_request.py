"""A request as the HTTP server tells of it."""

from dataclasses import dataclass, field


@dataclass
class Pairs:
    pairs: list[tuple[str, str]]

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


@dataclass
class Request:
    """A request as the HTTP server tells of it."""

    headers: Pairs = field(default_factory=lambda: Pairs([]))
    path: str = "/"
    client: str = "192.0.2.7:5000"
    server: str = "127.0.0.1:8000"
    authority: str | None = None
    http_version: str = "1.1"
    scheme: str = "http"
    method: str = "GET"
    query_string: str = ""

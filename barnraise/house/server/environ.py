"""What Django is told of a request: the variables of WSGI (PEP 3333), and nothing of the host's."""

import sys
from collections.abc import Iterable
from io import BytesIO
from typing import Protocol

from barnraise.house.server.body import Body

SHORTFALL = "barnraise.shortfall"  # why the body is missing
PLAIN = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class Headers(Protocol):
    """The headers of a request, a pair for each line."""

    def items(self) -> Iterable[tuple[str, str]]: ...


class RequestScope(Protocol):
    """What the HTTP server says of a request."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Headers: ...


def environ_of(scope: RequestScope, body: Body) -> dict[str, object]:
    """A request as WSGI has it."""
    server, _colon, port = scope.server.rpartition(":")
    client, _colon, client_port = scope.client.rpartition(":")
    environ: dict[str, object] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),  # the server has unquoted it
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": client_port,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body.content),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    environ.update(_headers(scope.headers))
    environ["CONTENT_LENGTH"] = str(len(body.content))
    if body.shortfall:
        environ[SHORTFALL] = body.shortfall
    return environ


def _headers(headers: Headers) -> dict[str, str]:
    """By their names in WSGI; a name with "_" could pass for another, so it is left out."""
    found: dict[str, str] = {}
    for name, content in headers.items():
        if "_" in name:
            continue
        lower = name.lower()
        key = PLAIN.get(lower) or f"HTTP_{lower.upper().replace('-', '_')}"
        joint = "; " if lower == "cookie" else ","
        found[key] = f"{found[key]}{joint}{content}" if key in found else content
    return found

"""Gives requests of an RSGI server to Django, each once it is whole, and the answers back."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol

from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # public, though not marked

from barnraise.house.server.body import Bodies, Shortfall, Source
from barnraise.house.server.environ import RequestScope, environ_of

Answer = tuple[int, list[tuple[str, str]], bytes]
StartResponse = Callable[..., object]
Application = Callable[[dict[str, object], StartResponse], Iterable[bytes]]


class HttpProtocol(Source, Protocol):
    """The other end of a request."""

    def response_bytes(
        self, status: int, headers: list[tuple[str, str]], body: bytes
    ) -> object: ...


class Bridge:
    """An RSGI application around one of WSGI that runs in at most `threads` threads."""

    def __init__(self, application: Application, threads: int) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._bodies = Bodies()

    async def __rsgi__(self, scope: RequestScope, protocol: HttpProtocol) -> None:
        """Answer one request; whoever hung up meanwhile is not missed."""
        with suppress(ProtocolClosed):
            async with self._bodies.collected(protocol, _announced(scope)) as body:
                if body.shortfall is Shortfall.CUT:  # nobody is there to hear an answer
                    return
                loop = asyncio.get_running_loop()
                environ = environ_of(scope, body)
                answer = await loop.run_in_executor(self._pool, self._answer, environ)
            protocol.response_bytes(*answer)

    def _answer(self, environ: dict[str, object]) -> Answer:
        """Status, headers and content, made in a thread of the pool."""
        begun: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_error: object) -> None:
            begun.append((int(status.split(" ", 1)[0]), headers))

        response = self._application(environ, start_response)
        try:
            content = b"".join(response)
        finally:
            if close := getattr(response, "close", None):
                close()
        return *begun[-1], content


def _announced(scope: RequestScope) -> int | None:
    """How many bytes the body has; None for one in pieces of which nobody knows how many."""
    lengths = dict(scope.headers.items())
    if "transfer-encoding" in lengths:
        return None
    return int(lengths.get("content-length", 0))

"""From a request as the HTTP server tells of it to an answer of the program."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

import pytest
from django.test import Client

from barnraise.house.server.body import Shortfall
from barnraise.house.server.bridge import Application, Bridge, StartResponse
from barnraise.house.server.environ import SHORTFALL
from tests.house.server.http_request import Pairs, Request


@dataclass
class Line:
    """The other end: it sends its pieces and notes what it is answered."""

    pieces: list[bytes] = field(default_factory=list)
    answers: list[tuple[int, list[tuple[str, str]], bytes]] = field(default_factory=list)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.answers.append((status, headers, body))


@dataclass
class Closing:
    """An answer in pieces that notes whether it was closed."""

    pieces: list[bytes]
    is_closed: bool = False

    def __iter__(self) -> Iterable[bytes]:
        yield from self.pieces

    def close(self) -> None:
        self.is_closed = True


def test_a_request_reaches_the_program_whole_and_its_answer_the_other_end_whole() -> None:
    said: list[object] = []
    answer = Closing([b"a", b"b"])

    def application(environ: dict[str, object], start: StartResponse) -> Iterable[bytes]:
        said.append(environ["wsgi.input"].read())  # type: ignore[attr-defined]
        start("201 Created", [("X-A", "1")])
        return answer  # type: ignore[return-value]

    line = Line([b"ab", b"cd"])
    _answer(application, line, ("content-length", "4"))
    assert said == [b"abcd"]
    assert line.answers == [(201, [("X-A", "1")], b"ab")]
    assert answer.is_closed


def test_half_a_request_reaches_nobody_and_is_not_answered() -> None:
    def application(environ: dict[str, object], start: StartResponse) -> Iterable[bytes]:
        raise AssertionError(environ)

    line = Line([b"words=We meet"])
    _answer(application, line, ("content-length", "30"))
    assert not line.answers


def _answer(application: Application, line: Line, *headers: tuple[str, str]) -> None:
    request = Request(headers=Pairs(list(headers)), method="POST")
    asyncio.run(Bridge(application, 1).__rsgi__(request, line))


@pytest.mark.parametrize(
    ("shortfall", "status", "words"),
    [
        (Shortfall.LARGE, 413, "more than can be sent at once"),
        (Shortfall.SLOW, 503, "too slow to send this"),
        (Shortfall.CROWDED, 503, "try again in a minute"),
        (Shortfall.UNSIZED, 411, "did not say how long it is"),
    ],
)
def test_what_did_not_arrive_is_answered_with_its_cause(
    client: Client, shortfall: Shortfall, status: int, words: str
) -> None:
    page = client.post("/about/", **{SHORTFALL: shortfall})  # type: ignore[arg-type]
    assert page.status_code == status
    assert words in page.content.decode()
    told = client.post(
        "/about/",
        b"{}",
        "application/json",
        **{SHORTFALL: shortfall},  # type: ignore[arg-type]
    )
    assert words in told.json()["sentence"]

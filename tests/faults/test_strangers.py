"""What strangers may send: nothing of it keeps others from their pages."""

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.deadline import DEADLINE, until
from tests.faults.figures import Tries
from tests.faults.install import a_server
from tests.faults.server import Server, engine

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"  # how a connection of HTTP/2 begins (RFC 9113, 3.4)
SETTINGS = 4  # the kind of frame with which a server of it answers
UPGRADE = (
    b"GET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
)
SLOW = (
    b"POST /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
    b"Content-Length: %d\r\n\r\nab"
)
MANY = 200  # slow bodies; there are 32 threads
MEGABYTE = 1_000_000
LARGE = b"x" * 6_000_000  # of no form that is known


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with a_server(folder / "strangers") as server:
        yield server


def test_a_connection_of_http_2_without_tls_is_not_spoken_with(server: Server) -> None:
    answer = _first_answer(server, PREFACE + struct.pack(">HBBBI", 0, 0, SETTINGS, 0, 0))
    assert not (len(answer) > 8 and answer[3] == SETTINGS), answer
    assert not answer or answer.startswith(b"HTTP/1.1 4"), answer
    assert server.answers()


def test_nobody_is_moved_from_http_1_to_http_2(server: Server) -> None:
    assert _first_answer(server, UPGRADE).startswith(b"HTTP/1.1 200 ")


def test_bodies_that_never_come_hold_nothing_that_others_need(server: Server) -> None:
    tries = Tries("strangers: bodies that never come", engine=engine(), short=1, long=10)
    for _number, _chance in tries:
        with ExitStack() as stack:
            for _each in range(MANY):
                stack.enter_context(_stranger(server)).sendall(SLOW % 100_000)
            assert server.answers()
            assert _status(server, "/about/") == 200
            tries.count(bodies=MANY, pages_beside=2)
            tries.largest(MB_of_memory=server.memory // MEGABYTE)
        assert server.answers()


def test_large_bodies_share_one_bound_and_those_beyond_hear_so(server: Server) -> None:
    tries = Tries("strangers: large bodies at once", engine=engine(), short=1, long=10)
    for _number, _chance in tries:
        with ExitStack() as stack:
            senders = [stack.enter_context(_stranger(server)) for _each in range(MANY // 10)]
            for sender in senders:
                sender.sendall(SLOW % 7_000_000)
            until(lambda: _status(server, "/about/", body=LARGE) == 503, pause=0.1)
            tries.count(bodies=len(senders), refused_beyond=1)
            tries.largest(MB_of_memory=server.memory // MEGABYTE)
        until(lambda: _status(server, "/about/", body=LARGE) == 403, pause=0.1)


def test_what_is_larger_than_anything_here_may_be_is_not_kept_and_its_sender_hears_so(
    server: Server,
) -> None:
    assert _status(server, "/about/", body=b"x" * 9_000_000) == 413


def _stranger(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE)


def _status(server: Server, path: str, *, body: bytes = b"") -> int:
    """The status of an answer; a POST where there is a body."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
    try:
        line.request("POST" if body else "GET", path, body or None, {"Content-Type": "text/plain"})
        return line.getresponse().status
    finally:
        line.close()


def _first_answer(server: Server, sent: bytes) -> bytes:
    """What the server says first to these bytes; nothing when it only hangs up."""
    with _stranger(server) as stranger:
        stranger.sendall(sent)
        try:
            return stranger.recv(1_000)
        except ConnectionResetError:
            return b""

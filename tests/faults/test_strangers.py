"""What strangers may send: nothing of it keeps others from their pages."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.faults.install import a_server
from tests.faults.server import Server

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"  # how a connection of HTTP/2 begins (RFC 9113, 3.4)
SETTINGS = 4  # the kind of frame with which a server of it answers
UPGRADE = (
    b"GET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"
)


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


def _first_answer(server: Server, sent: bytes) -> bytes:
    """What the server says first to these bytes; nothing when it only hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE) as stranger:
        stranger.sendall(sent)
        try:
            return stranger.recv(1_000)
        except ConnectionResetError:
            return b""

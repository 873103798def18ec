"""What Django is told of a request, and what it is never told."""

import os

from barnraise.house.server.body import Body, Shortfall
from barnraise.house.server.environ import SHORTFALL, environ_of
from tests.house.server.http_request import Pairs, Request


def with_headers(*pairs: tuple[str, str]) -> dict[str, object]:
    return environ_of(Request(headers=Pairs(list(pairs))), Body())


def test_a_path_in_any_script_arrives_as_django_reads_it() -> None:
    environ = environ_of(Request(path="/w/señal/%41/"), Body())
    assert str(environ["PATH_INFO"]).encode("latin-1").decode() == "/w/señal/%41/"


def test_addresses_of_both_kinds_are_told_without_their_ports() -> None:
    assert environ_of(Request(), Body())["REMOTE_ADDR"] == "192.0.2.7"
    assert environ_of(Request(client="[2001:db8::1]:80"), Body())["REMOTE_ADDR"] == "2001:db8::1"


def test_a_header_sent_twice_is_joined_as_its_kind_is() -> None:
    environ = with_headers(("cookie", "a=1"), ("Cookie", "b=2"), ("accept", "x"), ("accept", "y"))
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "x,y"


def test_a_header_cannot_pass_for_another_one() -> None:
    environ = with_headers(("x_forwarded_for", "203.0.113.9"), ("remote_addr", "203.0.113.9"))
    assert "203.0.113.9" not in environ.values()


def test_the_length_is_that_of_what_came() -> None:
    request = Request(headers=Pairs([("content-length", "99"), ("content-type", "text/plain")]))
    environ = environ_of(request, Body(b"abc"))
    assert environ["CONTENT_LENGTH"] == "3"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert SHORTFALL not in environ
    assert environ_of(request, Body(shortfall=Shortfall.SLOW))[SHORTFALL] == "slow"


def test_nothing_of_the_host_s_own_environment_is_told() -> None:
    assert not set(os.environ) & set(with_headers())

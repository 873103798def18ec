"""Who may do what, at every address the resolver knows."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from barnraise.instruments.publish import load_built_in
from barnraise.partnerships.links import replace_link
from barnraise.partnerships.models import Role
from tests.cast import Table, a_seat, a_table
from tests.house.routes import ACTORS, METHODS, RULES, Route, address, routes
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def table() -> Table:
    load_built_in()
    return a_table()


def secret(table: Table, actor: str) -> str:
    """What is in an actor's cookie."""
    if actor == "nobody":
        return ""
    if actor == "replaced":
        seat = a_seat(table.partnership, Role.READER)
        replace_link(table.partnership, Role.READER)
        return seat.secret
    return table.seat(actor).secret


def expected(route: Route, method: str, actor: str) -> int:
    rule = RULES[route.name]
    if method in {"GET", "HEAD"}:
        return (rule.get or {}).get(actor, 405)
    return (rule.post or {}).get(actor, 405) if method == "POST" else 405


def test_every_address_has_a_rule() -> None:
    assert {route.name for route in routes()} == set(RULES)


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_gets_what_the_rules_say(table: Table, actor: str) -> None:
    cookie = secret(table, actor)
    wrong = {}
    for route in routes():
        with undone():
            found = answers(cookie, route, table.slug)
        rules = {method: expected(route, method, actor) for method in found}
        if found != rules:
            wrong[route.name] = (found, rules)
    assert not wrong


def answers(cookie: str, route: Route, slug: str) -> dict[str, int]:
    """The status of each method, by a browser of its own."""
    here = Client()
    if cookie:
        here.cookies[settings.DEVICE_COOKIE_NAME] = cookie
    query = "since=99" if route.name == "workbook:changes" else ""
    methods = {"GET", "POST"} if route.name == "set_language" else set(METHODS) - {"OPTIONS"}
    return {
        method: here.generic(method, address(route, slug), QUERY_STRING=query).status_code
        for method in METHODS
        if method in methods
    }


def test_a_stranger_and_nothing_at_all_look_the_same(table: Table) -> None:
    stranger = table.client("stranger")
    compared = 0
    for route in (each for each in routes() if "slug" in each.arguments):
        for method in ("GET", "POST"):
            with undone():
                there = stranger.generic(method, address(route, table.slug))
                nowhere = stranger.generic(method, address(route, "zzzzzzzzzz"))
            if there.status_code == 405:
                continue
            compared += 1
            assert there.status_code == nowhere.status_code == 404, route.name
            same = _bare(there.content, table.slug) == _bare(nowhere.content, "zzzzzzzzzz")
            assert same, route.name
    assert compared > 40


def _bare(content: bytes, slug: str) -> bytes:
    """A page without what differs each time: its address and its form token."""
    text = content.replace(slug.encode(), b"SLUG")
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", text)


def test_a_form_without_its_token_changes_nothing(table: Table) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[settings.DEVICE_COOKIE_NAME] = table.seat("keeper").secret
    for route in routes():
        if RULES[route.name].post:
            assert strict.post(address(route, table.slug)).status_code == 403, route.name


def test_a_reader_s_posted_words_are_nowhere(table: Table) -> None:
    said = {"answer/goal~id": "", "answer/goal~sees": "", "answer/goal.choice": "yes"}
    table.client("reader").post(reverse("workbook:entries", args=[table.slug]), said)
    assert table.workbook.entries.count() == 0

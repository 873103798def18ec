"""Who may do what, at every address the resolver knows."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from barnraise.instruments.publish import load_built_in
from barnraise.partnerships.links import replace_link
from barnraise.partnerships.models import Role
from tests.cast import Table, a_seat, a_table
from tests.house.routes import ACTORS, METHODS, RULES, Route, address, routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    load_built_in()
    return a_table()


def browser(table: Table, actor: str) -> Client:
    if actor == "nobody":
        return Client()
    if actor == "replaced":
        seat = a_seat(table.partnership, Role.READER)
        replace_link(table.partnership, Role.READER)
        return seat.client
    return table.client(actor)


def expected(route: Route, method: str, actor: str) -> int:
    rule = RULES[route.name]
    if method in {"GET", "HEAD"}:
        return (rule.get or {}).get(actor, 405)
    return (rule.post or {}).get(actor, 405) if method == "POST" else 405


def test_every_address_has_a_rule() -> None:
    assert {route.name for route in routes()} == set(RULES)


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_gets_what_the_rules_say(table: Table, route: Route, actor: str) -> None:
    here = browser(table, actor)
    version = {"since": 99} if route.name == "workbook:changes" else {}
    found = {}
    for method in METHODS:
        if method == "OPTIONS" or (route.name == "set_language" and method not in {"GET", "POST"}):
            continue
        path = address(route, table.slug)
        answer = here.generic(
            method, path, QUERY_STRING="&".join(f"{k}={v}" for k, v in version.items())
        )
        found[method] = answer.status_code
    assert found == {method: expected(route, method, actor) for method in found}


@pytest.mark.parametrize(
    "route", [r for r in routes() if "slug" in r.arguments], ids=lambda r: r.name
)
def test_a_stranger_and_nothing_at_all_look_the_same(table: Table, route: Route) -> None:
    for method in ("get", "post"):
        there = getattr(table.client("stranger"), method)(address(route, table.slug))
        nowhere = getattr(table.client("stranger"), method)(address(route, "zzzzzzzzzz"))
        if there.status_code == 405:
            continue
        assert there.status_code == nowhere.status_code == 404
        assert _bare(there.content, table.slug) == _bare(nowhere.content, "zzzzzzzzzz")


def _bare(content: bytes, slug: str) -> bytes:
    """A page without what differs each time: its address and its form token."""
    import re

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

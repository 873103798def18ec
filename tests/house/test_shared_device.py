"""On a device that was said to be shared no address of the site leaves a copy in the browser."""

from itertools import product

import pytest
from django.conf import settings

from barnraise.instruments.publish import load_built_in
from tests.cast import Table, a_table
from tests.house.routes import Route, address, routes
from tests.undone import undone

pytestmark = pytest.mark.django_db


def test_nothing_is_stored_on_a_shared_device() -> None:
    load_built_in()
    table = a_table()
    for route, method in product(routes(), ("GET", "POST")):
        with undone():
            usual = cache_control(table, route, method)
            assert usual != "no-store", (route.name, method)  # a control: it is for the cookie
        with undone():
            shared = cache_control(table, route, method, **{settings.SHARED_COOKIE_NAME: "yes"})
            assert shared == "no-store", (route.name, method)


def cache_control(table: Table, route: Route, method: str, **cookies: str) -> str:
    """What the keeper's browser is told, by a browser with these cookies as well."""
    browser = table.client("keeper")
    browser.cookies.load(cookies)
    return str(browser.generic(method, address(route, table.slug))["Cache-Control"])

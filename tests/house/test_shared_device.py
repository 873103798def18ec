"""On a device that was said to be shared no address of the site leaves a copy in the browser."""

import pytest
from django.conf import settings

from barnraise.instruments.publish import load_built_in
from tests.cast import a_table
from tests.house.routes import Route, address, routes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_nothing_is_stored_on_a_shared_device(route: Route, method: str) -> None:
    load_built_in()
    table = a_table()
    browser = table.client("keeper")
    usual = browser.generic(method, address(route, table.slug))["Cache-Control"]
    assert usual != "no-store"  # a control: it comes from the cookie
    browser.cookies[settings.SHARED_COOKIE_NAME] = "yes"
    assert browser.generic(method, address(route, table.slug))["Cache-Control"] == "no-store"

"""On a device that was said to be shared no address of the site leaves a copy in the browser."""

import pytest
from django.conf import settings

from tests.cast import Table
from tests.house.routes import Route, routes
from tests.house.test_authorization import address, table

__all__ = ["table"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_nothing_is_stored_on_a_shared_device(table: Table, route: Route, method: str) -> None:
    browser = table.client("keeper")
    usual = browser.generic(method, address(route, table.slug))["Cache-Control"]
    assert usual != "no-store"  # a control: it comes from the cookie
    browser.cookies[settings.SHARED_COOKIE_NAME] = "yes"
    assert browser.generic(method, address(route, table.slug))["Cache-Control"] == "no-store"

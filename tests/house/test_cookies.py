"""Cookies behind a TLS proxy, by a real server: secure, bound, and old ones still read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import Morsel, SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import free_port, said_until, serving
from tests.house.install import copy_install

HOST = "example.org"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Behind:
    """A browser that comes by way of the proxy; every cookie it was ever given."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    given: list["Morsel[str]"] = field(default_factory=list)

    def ask(self, method: str, path: str, body: str = "") -> tuple[str, str]:
        """The page, and where it leads."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        headers = {"Host": HOST, "Origin": f"https://{HOST}", "X-Forwarded-For": "203.0.113.9"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body or None, headers)
        response = line.getresponse()
        for text in response.headers.get_all("Set-Cookie") or []:
            for morsel in SimpleCookie(text).values():
                self.given.append(morsel)
                self.cookies[morsel.key] = morsel.value
        page = response.read().decode()
        assert response.status in {200, 302}, page
        line.close()
        return page, response.headers.get("Location", "")

    def post(self, path: str, at: str, **fields: str) -> str:
        token = TOKEN.findall(self.ask("GET", at)[0])[0]
        body = urlencode({**fields, "csrfmiddlewaretoken": token})
        return self.ask("POST", path, body)[1]


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    port = free_port()
    data = copy_install(tmp_path_factory.mktemp("data"))
    with serving(data, port, BARNRAISE_URL=f"https://{HOST}") as process:
        said_until(process, "Barnraise is at")
        yield Behind(port)


def journey(browser: Behind) -> str:
    """Whatever sets a cookie: a workbook begun, a language, a sentence for the next page."""
    first = browser.post("/workbooks/", "/", name="North Creek")
    slug = first.split("/")[2]
    browser.post("/language/", "/", language="es", next="/")
    browser.post(f"/w/{slug}/links/writer/", f"/w/{slug}/links/")
    browser.ask("GET", f"/w/{slug}/links/")
    browser.post(f"/w/{slug}/keep/", f"/w/{slug}/keep/")
    return slug


def test_every_cookie_is_secure_and_bound_to_the_site_by_its_name(behind: Behind) -> None:
    browser = Behind(behind.port)
    journey(browser)
    kinds = {"csrf", "device", "fresh", "language", "messages"}
    now = [morsel for morsel in browser.given if morsel.value]
    assert {morsel.key.rpartition("_")[2] for morsel in now} == kinds
    for morsel in now:
        assert morsel["secure"], morsel
        assert morsel["httponly"], morsel
        assert morsel["samesite"] == "Lax", morsel
        assert not morsel["domain"], morsel
        bound = morsel.key.startswith("__Host-") and morsel["path"] == "/"
        assert bound or morsel.key == "__Secure-barnraise_fresh", morsel


def test_a_language_chosen_before_stays_and_is_renamed(behind: Behind) -> None:
    browser = Behind(behind.port, {"barnraise_language": "es"})
    page, _to = browser.ask("GET", "/")
    assert '<html lang="es"' in page
    assert browser.cookies == {**browser.cookies, "__Host-barnraise_language": "es"}
    assert browser.cookies["barnraise_language"] == ""
    browser.cookies["barnraise_language"] = "es"
    browser.post("/language/", "/", language="en", next="/")
    assert '<html lang="en"' in browser.ask("GET", "/")[0]


def test_a_seat_of_before_stays_and_its_fresh_link_is_still_shown(behind: Behind) -> None:
    browser = Behind(behind.port)
    slug = browser.post("/workbooks/", "/", name="North Creek").split("/")[2]
    token = browser.cookies["__Secure-barnraise_fresh"]
    seat = browser.cookies["__Host-barnraise_device"]
    before = {"__Host-barnraise_device": seat, "barnraise_fresh": token}
    again = Behind(behind.port, before)
    assert token in again.ask("GET", f"/w/{slug}/keep/")[0]
    again.post(f"/w/{slug}/keep/", f"/w/{slug}/keep/")
    assert again.cookies["barnraise_fresh"] == ""


def test_a_seat_that_another_site_of_the_domain_could_have_planted_is_none(behind: Behind) -> None:
    browser = Behind(behind.port)
    browser.post("/workbooks/", "/", name="North Creek")
    planted = Behind(behind.port, {"barnraise_device": browser.cookies["__Host-barnraise_device"]})
    assert "North Creek" in browser.ask("GET", "/")[0]
    assert "North Creek" not in planted.ask("GET", "/")[0]

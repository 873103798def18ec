"""A form that is turned away says why by its true cause, what to do, and gives the words back."""

import pytest
from django.test import Client, override_settings

from tests.cast import a_table

WORDS = {"name": "Juniper Bend", "edition": "x", "page": "1", "text/a.text": "Rents\nrose."}


@pytest.fixture
def strict() -> Client:
    """A browser whose forms are looked at as in use; tests' own client skips that."""
    return Client(enforce_csrf_checks=True)


def answer(client: Client, **headers: str) -> str:
    response = client.post("/workbooks/", WORDS, headers=headers)
    assert response.status_code == 403
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_a_browser_without_cookies_is_told_so(strict: Client) -> None:
    page = answer(strict)
    assert "keeps no cookies of this site" in page
    assert "Allow cookies" in page


@pytest.mark.django_db
def test_an_old_page_is_told_so(strict: Client) -> None:
    strict.get("/")
    assert "too old to be sent safely" in answer(strict)


@pytest.mark.django_db
def test_a_form_of_another_site_is_told_so(strict: Client) -> None:
    strict.get("/")
    page = answer(strict, Origin="https://example.org")
    assert "not sent by a page of this site" in page
    assert "cookies" not in page


@pytest.mark.django_db
def test_a_server_that_does_not_know_its_own_address_says_which_setting(strict: Client) -> None:
    strict.get("/")
    assert "BARNRAISE_URL" in answer(strict, Origin="https://testserver")


@pytest.mark.django_db
def test_a_script_hears_the_same_sentence(strict: Client) -> None:
    response = strict.post("/workbooks/", WORDS, headers={"Accept": "application/json"})
    assert response.status_code == 403
    assert "keeps no cookies of this site" in response.json()["sentence"]


@pytest.mark.django_db
def test_what_was_written_is_given_back_and_nothing_else(strict: Client) -> None:
    page = answer(strict)
    assert ">Juniper Bend</textarea>" in page
    assert ">Rents rose.</textarea>" in page
    assert page.count("</textarea>") == 2


@pytest.mark.django_db
def test_more_than_fits_into_a_request_is_not_called_unreadable() -> None:
    table = a_table()
    data = f"text/text-1.text={'x' * 5_000_000}"
    form = "application/x-www-form-urlencoded"
    response = table.client("writer").post(f"/w/{table.slug}/entries/", data, form)
    assert response.status_code == 400
    assert "more than can be sent at once" in response.content.decode()


@pytest.mark.django_db
def test_an_address_that_the_server_does_not_know_is_told_as_that(client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["example.org"]):
        response = client.get("/")
    assert response.status_code == 400
    assert "does not answer under this address" in response.content.decode()

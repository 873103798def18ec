"""Words of a question set and of people say their language and keep their direction, on every page.

The pages are in English and Spanish, the set and all that people wrote in Arabic. Words of the set
stand in an element of its language, people's in one whose language nobody claims to know, and each
in a direction of its own, so that "1 of 2" beside them stays whole.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from barnraise.workbook.state.load import snapshot_of
from tests.arabic import SET_TEXTS, an_arabic_table
from tests.cast import Table
from tests.house.routes import ARGUMENTS, Route, routes
from tests.spoken import faults, spoken_in
from tests.workbook.pages import now

pytestmark = pytest.mark.django_db

# Pages without any Arabic: neither the set nor people say anything there.
WITHOUT = {
    "workbook:about",
    "workbook:files",
}


@pytest.fixture
def table() -> Table:
    return an_arabic_table()


def addresses(table: Table) -> Iterator[tuple[str, str]]:
    """Every page of this workbook, with the name of its route; those of a thing once a thing."""
    snapshot = snapshot_of(now(table))
    fields = list(snapshot.field_states)
    version = snapshot.version
    for route in routes():
        choices: dict[str, list[object]] = {name: [_given(table, name)] for name in route.arguments}
        if "field" in choices:
            choices["field"] = [*fields]
        if "number" in choices:
            choices["number"] = [1, 2]
        if "version" in choices:
            choices["version"] = [version // 2, version]
        if "kind" in choices:
            choices["kind"] = ["note", "evidence", "step", "view"]
        for path in _paths(route, choices):
            yield route.name, path
    yield (
        "workbook:comparison",
        reverse("workbook:comparison", args=[table.slug]) + "?from=0&to=now",
    )
    for field in fields:
        entry = snapshot.field_state(field).entries[-1].id
        yield (
            "workbook:erasing",
            reverse("workbook:erasing", args=[table.slug, field]) + f"?entry={entry}",
        )


def _given(table: Table, name: str) -> object:
    return table.writer.pk if name == "seat" else ARGUMENTS.get(name, table.slug)


def _paths(route: Route, choices: dict[str, list[object]]) -> list[str]:
    given: list[dict[str, object]] = [{}]
    for name, values in choices.items():
        given = [{**each, name: value} for each in given for value in values]
    return [reverse(route.name, kwargs=each) for each in given]


def pages_of(table: Table, language: str) -> dict[str, list[str]]:
    """The pages a keeper can open, by route."""
    keeper = table.client("keeper")
    keeper.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages: dict[str, list[str]] = {}
    for name, path in addresses(table):
        with override(language):  # a request leaves its language behind
            answer = keeper.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            pages.setdefault(name, []).append(answer.content.decode())
    return pages


def test_every_page_says_the_language_of_all_words_and_keeps_their_direction(table):
    read = {name: [*map(spoken_in, texts)] for name, texts in pages_of(table, "es").items()}
    wrong = {
        f"{name}: {fault}"
        for name, readers in read.items()
        for reader in readers
        for fault in faults(reader, SET_TEXTS)
    }
    assert not wrong, "\n".join(sorted(wrong))
    silent = {name for name, readers in read.items() if not any(each.spoken for each in readers)}
    assert silent == WITHOUT
    assert len(read) > 20  # the walk reached them

"""Who is writing now: told to other open pages, forgotten soon, never part of what is kept."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from barnraise.workbook.live import presence
from tests.cast import Seat, Table, a_table
from tests.workbook.pages import now, say

TEXT = "text/text-1"
Later = Callable[[float], None]
BEN = "\u2068Ben\u2069 is writing here."


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Signs stay in memory, where no rolled back transaction takes them away."""
    presence.forget()
    yield
    presence.forget()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets seconds go by, on the clock of this process and of the database."""
    real = presence.time.monotonic
    gone = [0.0]
    monkeypatch.setattr(presence.time, "monotonic", lambda: real() + gone[0])

    def pass_by(seconds: float) -> None:
        gone[0] += seconds
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE workbook_writing SET at = at - %s * interval '1 second'", [seconds]
                )

    return pass_by


def look(table: Table, who: str, *, writes: str = "", mark: str = "") -> HttpResponse:
    """A page's look for news, as the script asks; it has seen everything that was kept."""
    asked = {"since": str(now(table).version), "page": "1", "writing": mark}
    headers = {"X-Barnraise-Writing": writes} if writes else {}
    return table.seat(who).client.get(f"/w/{table.slug}/changes/", asked, headers=headers)


def told(table: Table, who: str) -> dict[str, str]:
    """What a page that knows of nobody is told."""
    answer = look(table, who)
    return answer.json()["writing"]["sentences"] if answer.status_code == 200 else {}


def test_others_are_told_who_writes_and_the_writer_is_not(table: Table) -> None:
    assert look(table, "writer", writes=TEXT).status_code == 204
    for who in ("keeper", "second", "reader"):
        assert told(table, who) == {TEXT: BEN}
    assert told(table, "writer") == {}


def test_a_page_that_knows_already_gets_an_empty_answer(table: Table) -> None:
    look(table, "writer", writes=TEXT)
    mark = look(table, "keeper").json()["writing"]["mark"]
    assert look(table, "keeper", mark=mark).status_code == 204
    look(table, "second", writes=TEXT)
    answer = look(table, "keeper", mark=mark).json()
    assert answer["html"] == ""
    expected = "\u2068Ben\u2069 and \u2068Chloe\u2069 are writing here."
    assert answer["writing"]["sentences"] == {TEXT: expected}


def test_it_goes_away_soon_after_the_last_sign(table: Table, later: Later) -> None:
    look(table, "writer", writes=TEXT)
    mark = look(table, "keeper").json()["writing"]["mark"]
    later(presence.LASTS - 1)
    assert look(table, "keeper", mark=mark).status_code == 204
    later(2)
    answer = look(table, "keeper", mark=mark)
    assert answer.json()["writing"] == {"mark": "", "sentences": {}}
    assert look(table, "keeper").status_code == 204


def test_whoever_goes_on_writing_stays_in_sight(table: Table, later: Later) -> None:
    for _again in range(10):
        look(table, "writer", writes=TEXT)
        assert told(table, "keeper") == {TEXT: BEN}
        later(3)


def test_nothing_of_it_is_kept_and_other_workbooks_hear_nothing(table: Table) -> None:
    other = a_table()
    before = now(table).version
    look(table, "writer", writes=TEXT)
    assert now(table).version == before
    assert not now(table).entries.exists()
    assert told(other, "keeper") == {}


@pytest.mark.parametrize(
    "field", ["text/nothing", "answer/goal", "text/text-1/x", "%00", "é" * 300]
)
def test_a_sign_for_anything_but_a_text_of_these_questions_is_passed_over(
    table: Table, field: str
) -> None:
    answer = table.seat("writer").client.get(
        f"/w/{table.slug}/changes/?since=0", headers={"X-Barnraise-Writing": field}
    )
    assert answer.status_code == 204
    assert told(table, "keeper") == {}


def test_a_reader_s_sign_is_passed_over(table: Table) -> None:
    look(table, "reader", writes=TEXT)
    assert told(table, "keeper") == {}


def test_whoever_did_not_sign_is_someone(table: Table) -> None:
    seat = table.seat("writer")
    for name, organization, expected in (
        ("", "", "Someone is writing here."),
        ("", "Lakeside Schools", "\u2068Lakeside Schools\u2069 is writing here."),
    ):
        seat.member.sign(name, organization)
        look(table, "writer", writes=TEXT)
        assert told(table, "keeper") == {TEXT: expected}
    _unsign(table.seat("second"))
    look(table, "second", writes=TEXT)
    expected = "\u2068Lakeside Schools\u2069 and someone else are writing here."
    assert told(table, "keeper") == {TEXT: expected}
    _unsign(seat)
    look(table, "writer", writes=TEXT)
    assert told(table, "keeper") == {TEXT: "2 people are writing here."}


def _unsign(seat: Seat) -> None:
    seat.member.sign("", "")


def test_it_is_said_in_the_reader_s_language(table: Table) -> None:
    look(table, "writer", writes=TEXT)
    client = table.seat("keeper").client
    client.cookies["barnraise_language"] = "es"
    said = client.get(f"/w/{table.slug}/changes/?since=0").json()
    assert said["writing"]["sentences"] == {TEXT: "\u2068Ben\u2069 está escribiendo aquí."}


def test_a_name_stays_a_name_whatever_it_holds(table: Table) -> None:
    table.seat("writer").member.sign("<b>\u202eBen\r\nSet-Cookie: x", "")
    look(table, "writer", writes=TEXT)
    [sentence] = told(table, "keeper").values()
    assert sentence == "\u2068<b> Ben Set-Cookie: x\u2069 is writing here."


def test_a_member_is_one_row_however_much_they_write(table: Table, later: Later) -> None:
    for field in [TEXT, "text/text-2"] * 20:
        look(table, "writer", writes=field)
    assert told(table, "keeper") == {"text/text-2": BEN}
    assert len(presence._signs) == 1
    later(61)
    look(table, "second", writes=TEXT)
    assert len(presence._signs) == 1
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM workbook_writing")
            assert cursor.fetchone() == (1,)


def test_a_look_costs_one_query_and_a_sign_none_but_a_row_now_and_then(table: Table) -> None:
    look(table, "writer", writes=TEXT)
    table.seat("keeper")
    seen = str(now(table).version)
    is_shared = connection.vendor == "postgresql"
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for who, sign in (("writer", TEXT), ("keeper", ""), ("writer", TEXT)):
            headers = {"X-Barnraise-Writing": sign} if sign else {}
            table.seat(who).client.get(
                f"/w/{table.slug}/changes/", {"since": seen, "writing": ""}, headers=headers
            )
    statements = [each["sql"] for each in queries if "workbook_writing" in each["sql"]]
    assert len(statements) <= (3 if is_shared else 0)
    assert not [each for each in statements if each.startswith("INSERT")]


def test_a_table_of_another_process_is_read(table: Table) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one process serves SQLite")
    look(table, "writer", writes=TEXT)
    presence.forget()  # as a process that has heard nothing itself
    assert told(table, "keeper") == {TEXT: BEN}


def test_news_and_signs_come_in_one_answer(table: Table) -> None:
    seen = now(table).version
    say(table, "answer/goal", choice="yes")
    look(table, "writer", writes=TEXT)
    answer = (
        table.seat("keeper")
        .client.get(f"/w/{table.slug}/changes/", {"since": str(seen), "page": "1"})
        .json()
    )
    assert "region-answer-goal" in answer["html"]
    assert answer["writing"]["sentences"] == {TEXT: BEN}

"""A keeper removes words for good: from every page, every memory and every file of the database."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from barnraise.caches import Cache, every_cache
from barnraise.ledger import vacuum
from barnraise.partnerships.models import Member
from barnraise.refusals import WrongMoment
from barnraise.workbook.erasure.erase import What, erase
from tests.cast import Table, a_table, an_item, forget_everything
from tests.deadline import until
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import Page, now, place_of, say, say_unseen

pytestmark = pytest.mark.usefixtures("patient")

TEXT, SECRET = "text/text-1", "Maria Lopez is nine"


def address(table: Table, field: str, key: object = "") -> str:
    return f"/w/{table.slug}/erasing/{field}/" + (f"?entry={key}" if key else "")


def pages(table: Table, field: str) -> str:
    """All that a keeper's browser can be shown of a workbook."""
    client = table.client("keeper")
    paths = ["", "stages/1/", "sheet/", f"history/{field}/", "reports/markdown/", "reports/html/"]
    answers = [client.get(f"/w/{table.slug}/{path}") for path in paths]
    answers.append(client.get(f"/w/{table.slug}/changes/?since=0&page=1"))
    assert all(answer.status_code == 200 for answer in answers)
    return "\n".join(answer.content.decode() for answer in answers)


FIELDS: dict[str, dict[str, str | bool]] = {
    "text/text-1": {"text": SECRET},
    an_item("note"): {"text": SECRET},
    an_item("view"): {"text": SECRET},
    an_item("evidence"): {"title": SECRET, "link": "https://example.org/"},
    an_item("step"): {"what": SECRET, "who": "Ben"},
    "reason/goal": {"text": SECRET},
}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.split("/")[0])
def test_removed_words_are_on_no_page_any_more(table: Table, field: str) -> None:
    say(table, field, **FIELDS[field])
    assert pages(table, field).count(SECRET) > 2
    answer = table.client("keeper").post(address(table, field), {"scope": "every", "words": "on"})
    assert answer.status_code == 302
    after = pages(table, field)
    assert SECRET not in after
    assert "removed 1 version for good" in after
    assert "These words were removed for good." in after


def test_the_page_shows_what_goes_and_says_what_it_does_not_reach(table: Table) -> None:
    first = say(table, TEXT, text="We bring bread.")
    say(table, TEXT, by=table.second, text=SECRET)
    page = table.client("keeper").get(address(table, TEXT, first.id)).content.decode()
    assert "all 2 versions" in page
    assert "We bring bread." in page
    assert "Backups that the host made before" in page
    assert "no-store" in table.client("keeper").get(address(table, TEXT))["Cache-Control"]


def test_one_line_of_the_history_can_go_alone(table: Table) -> None:
    first = say(table, TEXT, text=SECRET)
    say(table, TEXT, by=table.second, text="We bring bread.")
    client = table.client("keeper")
    client.post(address(table, TEXT), {"scope": "one", "entry": str(first.id), "words": "on"})
    assert place_of(table, TEXT).text == "We bring bread."
    assert SECRET not in pages(table, TEXT)


def test_a_line_of_the_history_is_all_that_was_said_in_that_sitting(table: Table) -> None:
    say(table, TEXT, text=SECRET)
    last = say(table, TEXT, text="We bring bread.")
    say(table, TEXT, by=table.second, text="We bring butter.")
    assert erase(now(table), What(TEXT, last.id), by=table.keeper) == 2
    assert place_of(table, TEXT).text == "We bring butter."


def test_a_name_goes_with_the_words_or_alone_and_is_not_signed_again(table: Table) -> None:
    field = an_item("note")
    say(table, field, text="We bring bread.")
    assert "Ben, Lakeside Schools" in pages(table, field)
    table.client("keeper").post(address(table, field), {"scope": "every", "names": "on"})
    after = pages(table, field)
    assert "Lakeside" not in after
    assert "We bring bread." in after
    assert Member.objects.get(pk=table.writer.pk).signature == ("", "")


def test_the_name_under_an_answer_can_go(table: Table) -> None:
    say(table, "answer/goal", choice="yes")
    client = table.client("keeper")
    assert client.get(address(table, "answer/goal")).status_code == 200
    client.post(address(table, "answer/goal"), {"scope": "every", "names": "on", "words": "on"})
    assert place_of(table, "answer/goal").choice == "yes"
    assert "Lakeside" not in pages(table, "answer/goal")


def test_nothing_ticked_is_said_and_nothing_removed(table: Table) -> None:
    say(table, TEXT, text=SECRET)
    answer = table.client("keeper").post(address(table, TEXT), {"scope": "every"})
    assert answer.status_code == 400
    assert place_of(table, TEXT).text == SECRET


def test_when_nothing_is_left_it_is_the_wrong_moment(table: Table) -> None:
    say(table, TEXT, text=SECRET)
    erase(now(table), What(TEXT, names=True), by=table.keeper)
    with pytest.raises(WrongMoment):
        erase(now(table), What(TEXT), by=table.keeper)
    assert table.client("keeper").get(address(table, TEXT)).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("writer", 403), ("reader", 403), ("stranger", 404)])
def test_only_the_keeper_removes(table: Table, who: str, status: int) -> None:
    say(table, TEXT, text=SECRET)
    said = {"scope": "every", "words": "on"}
    assert table.client(who).post(address(table, TEXT), said).status_code == status
    assert place_of(table, TEXT).text == SECRET


def test_undo_does_not_bring_it_back(table: Table) -> None:
    say(table, TEXT, text=SECRET)
    erase(now(table), What(TEXT), by=table.keeper)
    assert Page(table, TEXT).post(do=f"undo:{TEXT}").receipts == ()
    say(table, TEXT, text="We bring bread.")
    Page(table, TEXT).post(do=f"undo:{TEXT}")
    assert place_of(table, TEXT).text == ""


def test_undo_passes_over_an_erased_version(table: Table) -> None:
    first = say(table, TEXT, text=SECRET)
    say(table, TEXT, by=table.second, text="We bring bread.")
    erase(now(table), What(TEXT, first.id), by=table.keeper)
    Page(table, TEXT).post(do=f"undo:{TEXT}", by=table.second)
    assert place_of(table, TEXT).text == ""


def test_it_cannot_be_made_to_stand_again(table: Table) -> None:
    first = say(table, TEXT, text=SECRET)
    say(table, TEXT, by=table.second, text="We bring bread.")
    erase(now(table), What(TEXT, first.id), by=table.keeper)
    data = {f"{TEXT}~id": "", f"{TEXT}~sees": place_of(table, TEXT).sees}
    client = table.client("writer")
    answer = client.post(
        f"/w/{table.slug}/entries/", {**data, "page": "1", "do": f"restore:{TEXT}:{first.id}"}
    )
    assert answer.status_code == 409
    assert place_of(table, TEXT).text == "We bring bread."


def test_of_two_versions_the_one_that_is_left_is_no_longer_two(table: Table) -> None:
    [one, _two] = say_unseen(table, TEXT, {"text": SECRET}, {"text": "We bring bread."})
    assert place_of(table, TEXT).split
    erase(now(table), What(TEXT, one.id), by=table.keeper)
    assert not place_of(table, TEXT).split
    assert place_of(table, TEXT).text == "We bring bread."


def test_words_that_come_late_to_an_emptied_place_stand_alone(table: Table) -> None:
    late = Page(table, TEXT)
    say(table, TEXT, text=SECRET)
    erase(now(table), What(TEXT), by=table.keeper)
    late.post({f"{TEXT}.text": "We bring bread."}, by=table.second)
    assert place_of(table, TEXT).text == "We bring bread."


def test_a_device_that_sends_it_again_is_told_that_it_was_removed(table: Table) -> None:
    text = entry(TEXT, text=SECRET)
    client = table.client("writer")
    before = send(client, table.slug, text).json()["epoch"]
    erase(now(table), What(TEXT), by=table.keeper)
    answer = send(client, table.slug, text)
    assert outcomes(answer) == ["erased"]
    assert "removed for good" in answer.json()["receipts"][0]["reason"]
    assert answer.json()["epoch"] != before
    assert SECRET not in answer.content.decode() + pages(table, TEXT)


def test_a_device_that_went_on_with_removed_words_is_told_what_to_begin_from(table: Table) -> None:
    first = entry(TEXT, text=SECRET)
    client = table.client("writer")
    send(client, table.slug, first)
    erase(now(table), What(TEXT), by=table.keeper)
    on = entry(TEXT, json.loads(first)["id"], text=f"{SECRET}!")
    [said] = send(client, table.slug, on).json()["receipts"]
    assert (said["outcome"], said["instead"]) == ("refused", place_of(table, TEXT).sees)
    assert SECRET not in pages(table, TEXT)
    assert outcomes(send(client, table.slug, entry(TEXT, said["instead"], text="Bread"))) == [
        "stored"
    ]


def test_a_page_posted_again_with_the_removed_id_gives_the_words_back_to_copy(table: Table) -> None:
    page = Page(table, TEXT)
    page.post({f"{TEXT}.text": SECRET})
    erase(now(table), What(TEXT), by=table.keeper)
    taken = page.post({f"{TEXT}.text": SECRET})
    assert [each.words for each in taken.rejected] == [SECRET]
    assert SECRET not in pages(table, TEXT)


@pytest.fixture
def lasting(transactional_db: None) -> Iterator[Table]:
    """A table whose rows are really committed."""
    yield a_table()
    forget_everything()
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA secure_delete=ON")  # as this program's settings say


@pytest.mark.parametrize("overwrites", ["ON", "OFF"], ids=["now", "as earlier versions did"])
def test_the_words_are_in_no_byte_of_the_database_s_files(lasting: Table, overwrites: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL frees the rows; what that means is in docs/explanation/erasing.md")
    connection.cursor().execute(f"PRAGMA secure_delete={overwrites}")
    fields = [an_item("note") for _note in range(40)]
    for number, field in enumerate(fields):
        say(lasting, field, text=f"{SECRET}, number {number}. " + "She lives nearby. " * 200)
    assert SECRET.encode() in files()
    for field in fields:
        erase(now(lasting), What(field), by=lasting.keeper)
    assert b"Maria" not in files()
    assert b"lives nearby" not in files()


def files() -> bytes:
    """Every byte of the database and its write-ahead log."""
    path = Path(str(settings.DATABASES["default"]["TEST"]["NAME"]))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_postgresql_frees_the_rows(lasting: Table) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("asks PostgreSQL")
    say(lasting, TEXT, text=SECRET)
    erase(now(lasting), What(TEXT), by=lasting.keeper)
    freed = {"workbook_entry", "workbook_setaside", "partnerships_member"}
    until(lambda: vacuumed() >= freed, vacuumed, pause=0.1)  # statistics come a moment later


def vacuumed() -> set[str]:
    """The tables that somebody has freed of dead rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0")
        return {name for (name,) in cursor.fetchall()}


def test_what_the_program_remembers_goes_whoever_remembers_it(table: Table) -> None:
    say(table, TEXT, text=SECRET)
    pages(table, TEXT)
    other: Cache[str] = Cache(max_count=1, max_bytes=1_000)
    other.get("words", lambda: SECRET)
    assert sum(map(len, every_cache())) > 2
    erase(now(table), What(TEXT), by=table.keeper)
    assert not any(map(len, every_cache()))


def test_another_process_that_remembers_an_earlier_page_does_not_show_it(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = an_item("note")
    say(table, field, text=SECRET)
    assert SECRET in pages(table, field)
    # As if the erasure had happened elsewhere.
    monkeypatch.setattr("barnraise.workbook.erasure.erase.forget_all", lambda: None)
    erase(now(table), What(field, names=True), by=table.keeper)
    assert SECRET not in pages(table, field)
    assert "Lakeside" not in pages(table, field)


def test_a_reader_who_stays_delays_only_the_write_ahead_log(lasting: Table) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's file")
    path = str(settings.DATABASES["default"]["TEST"]["NAME"])
    say(lasting, TEXT, text=SECRET)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM workbook_entry").fetchone()
        erase(now(lasting), What(TEXT), by=lasting.keeper)
        assert not vacuum.fold()
        say(lasting, TEXT, text="We bring bread.")
    assert vacuum.fold()
    assert b"Maria" not in files()
    assert b"bring bread" in files()

"""An entry whose receipt was lost is sent again: it is the same entry, whatever happened since."""

import json
from typing import Any
from uuid import uuid4

from barnraise.instruments.publish import publish
from barnraise.workbook.rounds.advance import move
from tests.cast import SMALL_SET, Table
from tests.workbook.offline.requests import entry, outcomes, send
from tests.workbook.pages import now, place_of

GOAL, LINK = "answer/goal", "https://juniper.example/map"


def evidence(sees: str = "", **value: object) -> tuple[str, str]:
    """An entry in one piece of evidence, and its id."""
    text = entry("evidence/goal/" + "a" * 32, sees, **value)
    return text, json.loads(text)["id"]


def test_after_the_questions_changed(table: Table) -> None:
    text = entry()
    send(table.client("writer"), table.slug, text)
    newer = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    move(table.workbook, publish(newer, name="newer").edition, by=table.keeper)
    assert outcomes(send(table.client("writer"), table.slug, text)) == ["duplicate"]
    assert now(table).version == 1


def test_after_what_its_writer_saw_came_in_later(table: Table) -> None:
    """A restored server had lost it, and another device brought it back."""
    first, key = evidence(title="A map", link=LINK)
    second, _id = evidence(key, title="The map of 2019")
    writer = table.client("writer")
    sent = [outcomes(send(writer, table.slug, each)) for each in (second, first, second)]
    assert sent == [["stored"], ["stored"], ["duplicate"]]
    assert now(table).version == 2


def test_other_words_under_its_id_are_still_other_words(table: Table) -> None:
    text, _id = evidence(title="A map", link=LINK)
    said = json.loads(text)
    for change in (
        {"value": {"title": "Another map"}},
        {"value": {"title": "A map", "link": LINK + "/2"}},
        {"field": "evidence/goal/" + "b" * 32},
        {"sees": [str(uuid4())]},
    ):
        send(table.client("writer"), table.slug, text)
        other = json.dumps({**said, **change})
        [receipt] = send(table.client("writer"), table.slug, other).json()["receipts"]
        assert (receipt["outcome"], receipt["kept_as"] != said["id"]) == ("stored", True), change


def test_a_form_that_is_posted_again(table: Table, client: Any) -> None:
    """Without a script: the answer was lost, and the browser's button to try again is pressed."""
    form = {"page": "1", f"{GOAL}~id": str(uuid4()), f"{GOAL}~sees": "", f"{GOAL}.choice": "yes"}
    writer = table.client("writer")
    writer.post(f"/w/{table.slug}/entries/", form)
    newer = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    move(table.workbook, publish(newer, name="newer").edition, by=table.keeper)
    writer.post(f"/w/{table.slug}/entries/", form)
    assert now(table).version == 1
    assert place_of(table, GOAL).choice == "yes"

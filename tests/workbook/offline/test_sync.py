"""What a device kept without a connection: sent by a page of this site only, and kept once."""

import hashlib
import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from barnraise.partnerships.links import replace_link
from barnraise.partnerships.models import Role
from tests.cast import Table
from tests.workbook.offline.requests import GOAL, TEXT, entry, outcomes, raw, send
from tests.workbook.pages import now, place_of, say


def test_what_is_sent_is_kept_and_its_receipt_names_the_very_bytes(table: Table) -> None:
    text = entry()
    answer = send(table.client("writer"), table.slug, text)
    said = answer.json()
    [receipt] = said["receipts"]
    assert answer.status_code == 200
    assert said["count"] == 1
    assert said["epoch"]
    assert receipt["outcome"] == "stored"
    assert receipt["id"] == receipt["kept_as"] == json.loads(text)["id"]
    assert receipt["digest"] == hashlib.sha256(text.encode()).hexdigest()
    assert said["version"] == now(table).version == 1
    assert 'id="region-answer-goal"' in said["html"]
    assert place_of(table, GOAL).choice == "yes"


def test_no_form_token_is_asked_for(table: Table) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = table.client("writer").cookies
    assert outcomes(send(strict, table.slug, entry())) == ["stored"]


def test_sent_twice_is_kept_once(table: Table) -> None:
    text = entry()
    first = send(table.client("writer"), table.slug, text)
    again = send(table.client("writer"), table.slug, text)
    assert outcomes(first) + outcomes(again) == ["stored", "duplicate"]
    assert now(table).version == 1


def test_an_id_used_before_with_other_words_is_kept_under_another(table: Table) -> None:
    said = json.loads(entry(TEXT, text="Rents rose."))
    later = json.dumps({**said, "value": {"text": "Rents rose twice."}})
    send(table.client("writer"), table.slug, json.dumps(said))
    [receipt] = send(table.client("writer"), table.slug, later).json()["receipts"]
    assert receipt["outcome"] == "stored"
    assert receipt["id"] == said["id"] != receipt["kept_as"]
    assert place_of(table, TEXT).text == "Rents rose twice."


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Barnraise": "sync"},
        {"Origin": "http://elsewhere.example", "X-Barnraise": "sync"},
        {"Origin": "https://testserver", "X-Barnraise": "sync"},
        {"Origin": "null", "X-Barnraise": "sync"},
        {"Origin": "http://testserver"},
        {"Origin": "http://testserver", "X-Barnraise": "form"},
    ],
)
def test_another_site_changes_nothing(table: Table, headers: dict[str, str]) -> None:
    answer = send(table.client("writer"), table.slug, entry(), headers=headers)
    assert answer.status_code == 403
    assert now(table).version == 0


def test_an_origin_the_host_trusts_is_ours(table: Table, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://barn.example"]
    headers = {"Origin": "https://barn.example", "X-Barnraise": "sync"}
    assert outcomes(send(table.client("writer"), table.slug, entry(), headers=headers)) == [
        "stored"
    ]


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), ("nobody", 404)])
def test_who_may_not_write_is_told_so_in_words(table: Table, who: str, status: int) -> None:
    client = Client() if who == "nobody" else table.client(who)
    answer = send(client, table.slug, entry())
    assert answer.status_code == status
    assert answer.json()["sentence"]
    assert now(table).version == 0


def test_a_replaced_link_is_named_as_the_reason(table: Table) -> None:
    client = table.client("writer")
    replace_link(table.partnership, Role.WRITER)
    answer = send(client, table.slug, entry())
    assert answer.status_code == 403
    assert "was replaced" in answer.json()["sentence"]


POISON = [
    "",
    "nothing",
    "[]",
    "null",
    "[" * 100_000,
    7,
    None,
    {"id": "x"},
    json.dumps({"id": 7, "field": [], "sees": {}, "value": None}),
    entry("answer/nowhere"),
    entry("answer/goal", choice="maybe"),
    entry("answer/goal", choice=7),
    entry("answer/goal", chance="yes"),
    entry("text/text-1", text="x" * 50_001),
    json.dumps({"id": str(uuid4()), "field": GOAL, "sees": "all", "value": {"choice": "yes"}}),
    json.dumps({"id": "\ud800", "field": "\x00\ud800", "sees": [], "value": {}}),
    "\ud800",
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_one_poisoned_entry_fails_alone(table: Table, poison: object) -> None:
    good = [entry(), entry(TEXT, text="Rents rose.")]
    answer = send(table.client("writer"), table.slug, good[0], poison, good[1])
    assert outcomes(answer) == ["stored", "refused", "stored"]
    assert answer.json()["receipts"][1]["reason"]


def test_an_id_of_one_s_own_among_what_was_seen_is_refused_alone(table: Table) -> None:
    said = json.loads(entry())
    odd = json.dumps({**said, "sees": [said["id"]]})
    assert outcomes(send(table.client("writer"), table.slug, odd, entry())) == ["refused", "stored"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        "[" * 100_000,
        "{}",
        '{"entries": 7}',
        b"\xff\xfe",
        '{"entries": {}}',
    ],
)
def test_what_is_no_request_is_refused_in_words(table: Table, body: str | bytes) -> None:
    answer = raw(table.client("writer"), table.slug, body)
    assert answer.status_code == 400
    assert answer.json()["sentence"]


@pytest.mark.parametrize("since", [-1, 1.5, "7", None, True, [], 10**400, 10**18])
@pytest.mark.parametrize("page", [None, "", "nowhere", "9" * 500, 7, [], "overview"])
def test_an_odd_page_is_no_reason_not_to_keep_words(
    table: Table, since: object, page: object
) -> None:
    answer = send(table.client("writer"), table.slug, entry(), page=page, since=since)
    assert outcomes(answer) == ["stored"]


def test_more_than_one_request_may_bring_is_refused(table: Table) -> None:
    writer = table.client("writer")
    assert send(writer, table.slug, *["x"] * 201).status_code == 413
    assert raw(writer, table.slug, "x" * 5_000_000).status_code == 413
    assert now(table).version == 0


def test_what_says_what_was_seen_is_the_same(table: Table) -> None:
    receipt = say(table, GOAL, choice="yes")
    answer = send(table.client("writer"), table.slug, entry(GOAL, str(receipt.id), choice="yes"))
    assert outcomes(answer) == ["same"]


def test_a_field_emptied_after_what_a_restored_server_lost_stays_empty(table: Table) -> None:
    first = json.loads(entry(TEXT, text="A child's name"))
    second = entry(TEXT, first["id"], text="")
    answer = send(table.client("writer"), table.slug, json.dumps(first), second)
    assert outcomes(answer) == ["stored", "stored"]
    assert place_of(table, TEXT).text == ""


def test_flags_are_read_as_forms_send_them(table: Table) -> None:
    stage = table.workbook.instrument.stages[0].key
    field = f"now/{stage}"
    assert outcomes(send(table.client("writer"), table.slug, entry(field, here="on"))) == ["stored"]
    assert place_of(table, field).value == {"here": True}


def test_the_service_worker_is_asked_for_anew_and_names_its_version(db: None) -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    about = re.match(r"const ABOUT = (.+);\n", answer.content.decode())
    assert about is not None
    values = json.loads(about[1])
    assert re.fullmatch("[0-9a-f]{12}", values["version"])
    assert any("barnraise.js" in address for address in values["assets"])
    assert set(values["offline"]) == {"en", "es"}


def test_the_service_worker_is_one_plain_script(db: None) -> None:
    script = Client().get("/sw.js").content.decode()
    assert script.count("addEventListener(") == 4
    assert not re.search(r"^(import|export)\b", script, re.M)


def test_leaving_takes_the_browser_s_cookie_back(table: Table) -> None:
    writer = table.client("writer")
    answer = writer.post(f"/w/{table.slug}/leaving/")
    assert answer.status_code == 302
    assert "storage" in answer["Clear-Site-Data"]
    assert writer.get(f"/w/{table.slug}/").status_code == 404

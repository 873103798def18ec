"""A workbook goes into its file and comes out the same: words, history, exports, bytes."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings

from barnraise.house.backups import integrity
from barnraise.instruments.models import Edition
from barnraise.ledger.append import rebuilt
from barnraise.partnerships.links import derived_token, digest
from barnraise.partnerships.models import Member, Role
from barnraise.reports.build.report import report_of
from barnraise.reports.render import html, markdown
from barnraise.workbook.example.create import raise_example
from barnraise.workbook.files.consistency import draft_of
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.files.import_file import Imported, import_file
from barnraise.workbook.files.layout import laid_out
from barnraise.workbook.files.seal import sealed
from barnraise.workbook.history.revisions import revisions
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import line, snapshot_of
from tests.cast import Table, a_draft, a_seat, a_table, an_item, forget_everything

pytestmark = pytest.mark.django_db

AT = datetime(2027, 3, 31, 10, 42, tzinfo=UTC)


def on_a_fresh_server(file: bytes) -> Imported:
    forget_everything()
    return import_file(file)


def told(workbook: Workbook) -> dict[str, Any]:
    """What people can see of it, in both languages, without numbers that only a database has."""
    reports = [report_of(workbook, language, AT) for language in ("en", "es")]
    return {
        "reports": reports,
        "documents": [render(report) for report in reports for render in _RENDERERS],
        "field_states": _places(workbook),
        "history": _history(workbook),
        "standing": rebuilt(workbook),
        "sizes": (workbook.version, workbook.bytes_kept),
    }


_RENDERERS = (html.render, markdown.render)


def _places(workbook: Workbook) -> dict[str, Any]:
    places = snapshot_of(workbook).field_states.values()
    lines = [each for place in places for each in place.entries]
    return {
        str(each.id): (
            each.field,
            each.value,
            each.version,
            each.at.replace(second=0, microsecond=0),
        )
        for each in lines
    }


def _history(workbook: Workbook) -> dict[str, Any]:
    """For each field: what one person did in one sitting, as its history page folds it."""
    found: dict[str, Any] = {}
    for field in sorted(set(workbook.entries.values_list("field", flat=True))):
        rows = workbook.entries.filter(field=field).order_by("version")
        found[field] = [[one.id for one in each] for each in revisions(line(row) for row in rows)]
    return found


def test_the_file_of_what_came_out_of_a_file_is_the_same_file(file: bytes) -> None:
    assert export_file(on_a_fresh_server(file).workbook) == file


def test_everything_people_can_see_is_as_it_was(rich: Table, file: bytes) -> None:
    before = told(rich.workbook)
    after = told(on_a_fresh_server(file).workbook)
    assert list(after) == list(before)
    for part, seen in before.items():
        assert after[part] == seen, part


def test_a_workbook_with_nothing_said_goes_in_and_out(db: None) -> None:
    file = export_file(a_table("").workbook)
    assert export_file(on_a_fresh_server(file).workbook) == file


def test_times_are_whole_minutes_so_that_unsigned_words_are_not_tied_together(
    rich: Table, file: bytes
) -> None:
    times = re.findall(r'"(?:[a-z]+_)?at": "([^"]*)"', file.decode())
    assert len(times) > 10
    assert {each[16:] for each in times} == {":00.000000Z"}
    report = report_of(rich.workbook, "en", AT.replace(second=59))
    seconds = {each.at.iso[16:] for each in report.history} | {report.made_at.iso[16:]}
    assert seconds == {":00+00:00"}


def test_what_was_set_aside_keeps_the_signature_of_its_moment(table: Table) -> None:
    first = a_draft(an_item("note"), text="one")
    other = replace(first, value={"text": "set aside"})
    table.writer.sign("", "")
    table.workbook.keep([first], by=table.writer)
    table.workbook.keep([other], by=table.writer)
    table.writer.sign("Named Later", "Lakeside Schools")
    [aside] = json.loads(export_file(table.workbook))["set_aside"]
    assert aside["by"] == {"name": "", "organization": ""}
    report = report_of(table.workbook, "en", AT)
    assert [each.quote.name for each in report.left] == [""]
    opened = on_a_fresh_server(export_file(table.workbook)).workbook
    assert report_of(opened, "en", AT).left == report.left


def test_the_tables_agree_with_the_log_afterwards(file: bytes) -> None:
    on_a_fresh_server(file)
    assert list(integrity.troubles("default")) == []


def test_the_same_workbook_is_always_the_same_bytes(rich: Table, file: bytes) -> None:
    assert export_file(rich.workbook) == file
    assert laid_out(json.loads(file)) == file


def test_a_file_that_an_editor_laid_out_anew_is_the_same_workbook(file: bytes) -> None:
    anew = "\ufeff" + json.dumps(json.loads(file), indent=4).replace("\n", "\r\n")
    assert export_file(on_a_fresh_server(anew.encode()).workbook) == file


def test_the_example_becomes_a_workbook_that_stays(built_in: None) -> None:
    file = export_file(raise_example("es").workbook)
    opened = on_a_fresh_server(file)
    assert opened.was_example
    assert opened.workbook.partnership.example_until is None
    expected = json.loads(file)
    expected["partnership"]["example"] = False
    assert export_file(opened.workbook) == laid_out(_sealed(expected))


def _sealed(tree: dict[str, Any]) -> dict[str, Any]:
    return sealed({name: tree[name] for name in tree if name != "sha256"}, settings.LINK_KEY)


def test_people_go_on_writing_where_it_stopped(file: bytes) -> None:
    workbook = on_a_fresh_server(file).workbook
    keeper = a_seat(workbook.partnership, Role.KEEPER).member
    [receipt] = workbook.keep([a_draft("answer/plan", choice="yes")], by=keeper)
    assert receipt.kept
    assert receipt.version == json.loads(file)["log"]["version"] + 1


def test_entries_that_a_device_sends_again_are_duplicates(rich: Table, file: bytes) -> None:
    workbook = on_a_fresh_server(file).workbook
    member = a_seat(workbook.partnership, Role.KEEPER).member
    drafts = [draft_of(each) for each in json.loads(file)["entries"]]
    assert {receipt.outcome for receipt in workbook.keep(drafts, by=member)} == {"duplicate"}


def test_nobody_can_change_what_others_signed_and_the_keeper_can_strike_it(file: bytes) -> None:
    workbook = on_a_fresh_server(file).workbook
    keeper = a_seat(workbook.partnership, Role.KEEPER).member
    note = workbook.entries.filter(field__startswith="note/plan/").get()
    change = a_draft(note.field, note.key, text="I never said that.")
    strike = a_draft(note.field, note.key, **{**note.value, "struck": True})
    outcomes = [receipt.outcome for receipt in workbook.keep([change, strike], by=keeper)]
    assert outcomes == ["refused", "stored"]


def test_the_questions_come_along_word_for_word(file: bytes) -> None:
    opened = on_a_fresh_server(file)
    kept = {each.sha256: each.document for each in Edition.objects.all()}
    assert {each["sha256"]: each["document"] for each in json.loads(file)["editions"]} == kept
    assert opened.workbook.edition.instrument.version == 2


def test_no_secret_and_no_link_is_in_the_file(rich: Table, file: bytes) -> None:
    secrets = [rich.token, digest(rich.token)]
    secrets += [derived_token(rich.partnership, role) for role in (Role.WRITER, Role.READER)]
    for member in Member.objects.select_related("device"):
        secrets.append(member.device.digest)
    secrets += [rich.seat(who).secret for who in ("keeper", "writer", "second", "reader")]
    assert [secret for secret in secrets if secret.encode() in file] == []


def test_what_somebody_left_unsigned_is_not_tied_to_what_they_signed(rich: Table) -> None:
    """The same device in two fields: its numbers there say nothing of each other."""
    rich.workbook.keep([a_draft(an_item("note", "money"), text="Signed.")], by=rich.writer)
    rich.writer.sign("", "")
    rich.workbook.keep([a_draft(an_item("note", "money"), text="Unsigned.")], by=rich.writer)
    entries = json.loads(export_file(rich.workbook))["entries"]
    ones = {each["field"]: each["by"] for each in entries[-2:]}
    assert len(ones) == 2
    assert set(ones.values()) == {1}
    first = [each["by"] for each in entries if each["field"] == "answer/goal"]
    assert first == [1, 2, 1]

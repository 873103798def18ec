"""A workbook in which everything happened that can: the one whose file these tests take."""

import hashlib

import pytest
from django.apps import apps

from barnraise.instruments.publish import load_built_in, publish
from barnraise.ledger.draft import Draft
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.rounds.advance import move
from tests.cast import SMALL_SET, Table, a_draft, a_table, an_item

HOSTILE = '<script>alert(1)</script> =1+1 {{ 7*7 }} %(name)s \u202eabc 🙏🏽 عربى 漢字 " \\ \n\ttab'


@pytest.fixture
def built_in(db: None) -> None:
    """The question sets of the program."""
    load_built_in()


@pytest.fixture
def rich(db: None) -> Table:
    """Every kind of field, two versions, struck, changed, emptied, set aside; two rounds."""
    table = a_table("Juniper <b>Bend</b> ñ 漢字 🙏🏽")
    first = table.workbook.edition.sha256
    _say(table, first)
    _move(table)
    second = table.workbook.edition.sha256
    _keep(table, "second", _draft("answer/aim", second, choice="yes"))
    table.workbook.refresh_from_db()
    return table


def _say(table: Table, edition: str) -> None:
    note, step = an_item("note"), an_item("step")
    begun = _draft(note, edition, text=HOSTILE)
    answer = _draft("answer/goal", edition, choice="partly")
    _keep(
        table,
        "writer",
        begun,
        answer,
        _draft("part/people/2", edition, choice="not_sure"),
        _draft("reason/trust", edition, text="No money for it.\nNot this year."),
        _draft(an_item("view"), edition, text="Ich sehe das anders: ß"),
        _draft(an_item("evidence"), edition, title="Map", link="https://example.org/ñ?a=1&b=2"),
        _draft(step, edition, what="Call", who="Ana", due="2027-03-31", done=False),
        _draft("text/text-1", edition, text="A" * 3_000),
        _draft("now/gather", edition, here=True),
        _draft("way", edition, choice="tick"),
    )
    _keep(table, "second", _draft("answer/goal", edition, choice="disagree"))  # a second version
    _keep(table, "keeper", _draft(note, edition, begun.id, text=HOSTILE, struck=True))
    _keep(table, "writer", _draft("answer/goal", edition, answer.id, choice=""))
    other = Draft(answer.id, "answer/goal", {"choice": "yes"}, frozenset(), edition)
    receipts = table.workbook.keep([other], by=table.second)
    assert [receipt.outcome for receipt in receipts] == ["conflict"]
    unsigned = table.seat("reader").member
    unsigned.role = "writer"
    unsigned.generation = table.partnership.writer_generation
    unsigned.save()
    _keep(table, "reader", _draft(an_item("note", "plan"), edition, text="I do not sign."))


def _draft(field: str, edition: str, *sees: object, **value: str | bool) -> Draft:
    made = a_draft(field, *sees, **value)  # type: ignore[arg-type]
    return Draft(made.id, made.field, made.value, made.replaces, edition)


def _keep(table: Table, who: str, *drafts: Draft) -> None:
    receipts = table.workbook.keep(drafts, by=table.seat(who).member)
    assert [receipt.reason for receipt in receipts if not receipt.kept] == []


def _move(table: Table) -> None:
    text = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    move(table.workbook, publish(text.replace("goal", "aim")).edition, by=table.keeper)


@pytest.fixture
def file(rich: Table) -> bytes:
    """Its workbook file."""
    return export_file(rich.workbook)


def state() -> str:
    """A digest of every row of every table."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values_list():
            digest.update(repr((model._meta.label, row)).encode())
    return digest.hexdigest()

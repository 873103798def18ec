"""A workbook that went on to the second edition of its questions."""

from uuid import uuid4

from barnraise.instruments.publish import publish
from barnraise.ledger.draft import Draft
from barnraise.workbook.rounds.advance import move
from tests.cast import SMALL_SET, Table


def a_second_edition(table: Table) -> None:
    text = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    edition = publish(text.replace("goal", "aim"), name="second").edition
    move(table.workbook, edition, by=table.keeper)


def keep_under_its_edition(table: Table, question: str) -> None:
    edition = table.workbook.edition.sha256
    draft = Draft(uuid4(), f"answer/{question}", {"choice": "yes"}, frozenset(), edition)
    assert all(each.kept for each in table.workbook.keep([draft], by=table.writer))

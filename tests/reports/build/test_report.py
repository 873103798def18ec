"""The report is everything in a workbook, in one language, whatever happened to it."""

from collections.abc import Callable

import pytest

from barnraise.instruments.publish import publish
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.render import html, markdown, pdf
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import text_of_html, text_of_markdown, text_of_pdf
from barnraise.workbook.rounds.advance import move
from tests.cast import SMALL_SET, a_draft, a_table, an_item
from tests.reports.conftest import AT, say_everything
from tests.reports.ids import ids_in


def test_every_entry_is_in_the_history_in_its_order(hostile: Report) -> None:
    assert [change.version for change in hostile.history] == list(range(1, 11))
    assert all(change.by and change.title and change.what for change in hostile.history)


def test_every_standing_entry_is_in_the_report(example: Callable[[str], Report]) -> None:
    report = example("en")
    standing = {change.id for change in report.history if change.stands}
    assert ids_in(report) == standing


@pytest.mark.django_db
def test_two_versions_and_struck_words_are_both_there(hostile: Report) -> None:
    goal = hostile.questions[0]
    assert goal.choice.code == "two"
    assert {answer.code for answer in goal.answers} == {"disagree", "yes"}
    assert [note.struck for note in goal.quoted("note")] == [False, True]
    assert [version.rival for version in hostile.texts[0].versions] == [True, True]


@pytest.mark.django_db
def test_words_around_are_in_the_readers_language() -> None:
    table = a_table()
    table.workbook.keep([a_draft(an_item("note"), text="A note")], by=table.writer)
    report = report_of(table.workbook, "es", AT)
    assert (report.label("notes"), report.language) == ("Notas", "es")
    assert report.questions[0].label == "Una meta común"
    assert report.questions[0].quoted("note")[0].by == "Ben, Lakeside Schools"
    assert report.made_at.words == "31 de marzo de 2027, 10:42 UTC"


@pytest.mark.django_db
def test_a_choice_from_the_parts_says_so() -> None:
    table = a_table()
    drafts = [a_draft(f"part/people/{number}", choice="yes") for number in (1, 2, 3)]
    table.workbook.keep(drafts, by=table.writer)
    people = report_of(table.workbook, "en", AT).questions[1]
    assert (people.choice.code, people.from_parts) == ("yes", True)
    assert [part.choice.words for part in people.parts] == ["Yes", "Yes", "Yes"]


@pytest.mark.django_db
def test_what_is_no_longer_asked_is_kept() -> None:
    table = a_table()
    say_everything(table, "still here")
    text = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    edition = publish(text.replace("goal", "aim"), name="second").edition
    move(table.workbook, edition, by=table.keeper)
    report = report_of(table.workbook, "en", AT)
    assert {each.title for each in report.left} >= {
        "1.1 A shared goal · note",
        "1.1 A shared goal · next step",
    }
    standing = {change.id for change in report.history if change.stands}
    assert ids_in(report) == standing
    assert [each.version for each in report.rounds] == [1, 2]
    for data, read, drawn in (
        (pdf.render(report), text_of_pdf, covered()),
        (html.render(report), text_of_html, None),
        (markdown.render(report), text_of_markdown, None),
    ):
        found = verified(report, data, read, drawn)
        assert (found.problems, found.counts["left"]) == ((), (8, 8))


@pytest.mark.django_db
def test_every_text_has_a_label_in_both_languages() -> None:
    table = a_table()
    english, spanish = (report_of(table.workbook, language, AT) for language in ("en", "es"))
    assert english.labels.keys() == spanish.labels.keys()
    same = {name for name, words in english.labels.items() if spanish.labels[name] == words}
    assert same == set()

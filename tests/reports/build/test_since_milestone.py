"""A report tells the milestones and what moved, in every format, and it is counted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import html, markdown, word, xlsx
from barnraise.reports.verify.count import verified
from barnraise.reports.verify.extract_text import (
    text_of_html,
    text_of_markdown,
    text_of_sheets,
    text_of_word,
)
from barnraise.workbook.history.milestones import MilestoneName, name_milestone
from tests.cast import Table, a_draft, a_table, an_item
from tests.reports.conftest import AT, HOSTILE, say_everything
from tests.workbook.history.editions import a_second_edition, keep_under_its_edition

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

TELLING = ("pdf", "pdf-a4", "html", "markdown", "docx", "xlsx")
SILENT = ("csv", "csv-history", "codebook", "calendar")  # data: each row stands for one thing said
KIND_OF = {"moves": "moved", "rewordings": "reworded"}  # else without its s
KINDS = ("milestone", "since", "moved", "here", "turn", "reworded")


@pytest.fixture
def table() -> Table:
    """A milestone, and after it every kind of change."""
    table = a_table()
    text = a_draft("text/text-1", text=" ".join(f"word{n}" for n in range(90)) + " the end")
    answer, note = (
        a_draft("answer/goal", choice="not_yet"),
        a_draft(an_item("note"), text="Old note"),
    )
    table.workbook.keep([text, answer, note], by=table.writer)
    name = MilestoneName("First look", "Twelve came.\nIt rained.")
    name_milestone(table.workbook, name, by=table.keeper)
    drafts = [
        a_draft("text/text-1", text.id, text=f"{text.value['text']} and more"),
        a_draft("answer/goal", answer.id, choice="partly"),
        a_draft(note.field, note.id, text="Old note", struck=True),
        a_draft(an_item("step", "plan"), what="Call the school", due="2027-05-01"),
        a_draft("part/people/2", choice="yes"),
        a_draft("now/gather", here=True),
    ]
    assert all(each.kept for each in table.workbook.keep(drafts, by=table.writer))
    return table


def test_the_report_knows_its_milestones_and_what_moved(table: Table) -> None:
    report = report_of(table.workbook, "en", AT)
    [milestone] = report.milestones
    assert (milestone.number, milestone.title, milestone.text, milestone.version) == (
        1,
        "First look",
        "Twelve came.\nIt rained.",
        4,
    )
    assert (milestone.by, milestone.edition) == ("Ana, Juniper Bend Housing", 1)
    moved = report.moved
    assert moved is not None
    assert moved.since.startswith("Since “First look”, ")
    assert moved.version == 4
    assert [(m.key, m.before.words, m.after.words, m.part) for m in moved.moves] == [
        ("goal", "Not yet", "Partly", ""),
        ("people", "No answer yet", "Yes", "Schools"),
    ]
    assert [(t.code, t.text) for t in moved.turns] == [
        ("struck", "Old note"),
        ("added", "Call the school · May 1, 2027"),
    ]
    assert moved.here == ("The work is now also in: Gather",)
    [words] = moved.rewordings
    assert [each.code for each in words.pieces] == ["cut", "same", "new"]
    assert words.pieces[0].text == "[… 68 words as before …]"


def test_every_format_either_tells_of_it_or_is_known_not_to() -> None:
    assert {*TELLING, *SILENT} == set(FORMATS)


@pytest.mark.parametrize("form", TELLING)
def test_every_document_holds_all_of_it(table: Table, form: str) -> None:
    found = FORMATS[form].make(report_of(table.workbook, "en", AT))
    assert found.problems == ()
    assert [found.counts[kind] for kind in KINDS] == [(n, n) for n in (1, 1, 2, 1, 2, 1)]


@pytest.mark.parametrize("form", SILENT)
def test_data_files_count_none_of_it(table: Table, form: str) -> None:
    found = FORMATS[form].make(report_of(table.workbook, "en", AT))
    assert found.problems == ()
    assert not set(KINDS) & set(found.counts)


@pytest.mark.parametrize("form", ["pdf", "html", "markdown", "docx", "xlsx"])
def test_each_thing_that_is_lost_alone_is_found_missing(table: Table, form: str) -> None:
    a_second_edition(table)
    report, chosen = report_of(table.workbook, "en", AT), FORMATS[form]
    for name, cut in ("milestones", replace(report, milestones=())), *each_cut(report):
        data = chosen.render(cut)
        found = verified(report, data, chosen.read, chosen.shows(), chosen.looks_for)
        [problem] = found.problems
        assert problem.split("/")[0] == KIND_OF.get(name, name.rstrip("s")), (name, problem)


def each_cut(report: Report) -> Iterator[tuple[str, Report]]:
    """The report without one thing that moved, for each of them."""
    assert report.moved is not None
    for name in ("moves", "turns", "here", "rewordings", "asked"):
        whole = getattr(report.moved, name)
        for lost in range(len(whole)):
            left: dict[str, Any] = {name: (*whole[:lost], *whole[lost + 1 :])}
            yield name, replace(report, moved=replace(report.moved, **left))


@pytest.mark.parametrize(
    ("form", "language"), [*((form, "en") for form in FORMATS), ("pdf", "es"), ("html", "es")]
)
def test_hostile_milestones_and_changes_come_out_whole(form: str, language: str) -> None:
    table = a_table()
    say_everything(table, "before")
    for hostile in HOSTILE:
        note = a_draft(an_item("note"), text="before")
        table.workbook.keep([note], by=table.writer)
        name_milestone(table.workbook, MilestoneName(hostile[:100], hostile), by=table.keeper)
        table.workbook.keep([a_draft(note.field, note.id, text=hostile)], by=table.writer)
    table.workbook.keep([a_draft("text/text-2", text="\n".join(HOSTILE))], by=table.writer)
    report = report_of(table.workbook, language, AT)
    assert len(report.milestones) == len(HOSTILE)
    assert FORMATS[form].make(report).problems == ()


def test_nothing_of_it_becomes_markup(table: Table) -> None:
    note = a_draft(an_item("note"), text="\n".join(HOSTILE))
    table.workbook.keep([note], by=table.writer)
    report = report_of(table.workbook, "en", AT)
    shown = html.render(report).decode()
    assert "<script>" not in shown
    assert "<img" not in shown
    seen = text_of_markdown(markdown.render(report))
    assert "[+ and more +]" in " ".join(seen.split())
    assert "[new: " in text_of_html(html.render(report))
    for said in (text_of_word(word.render(report)), text_of_sheets(xlsx.render(report))):
        assert "[+ and more +]" in " ".join(said.split())


def test_a_milestone_that_nothing_followed_is_passed_over(table: Table) -> None:
    name_milestone(table.workbook, MilestoneName("Second look"), by=table.keeper)
    report = report_of(table.workbook, "en", AT)
    assert [each.title for each in report.milestones] == ["First look", "Second look"]
    assert report.moved is not None
    assert report.moved.since.startswith("Since “First look”")


def test_without_a_milestone_the_first_round_moved_from_nowhere() -> None:
    table = a_table()
    keep_under_its_edition(table, "goal")
    assert report_of(table.workbook, "en", AT).moved is None


def test_without_a_milestone_a_later_round_moved_since_it_began() -> None:
    table = a_table()
    keep_under_its_edition(table, "plan")
    a_second_edition(table)
    keep_under_its_edition(table, "money")
    moved = report_of(table.workbook, "en", AT).moved
    assert moved is not None
    assert moved.since.startswith("Since this round of questions began")
    assert [each.key for each in moved.moves] == ["money"]
    assert {(each.key, each.code) for each in moved.asked} >= {("aim", "new"), ("goal", "gone")}


def test_the_milestone_is_in_the_history(table: Table) -> None:
    titles = [each.title for each in report_of(table.workbook, "en", AT).history]
    assert titles.count("Milestone") == 1

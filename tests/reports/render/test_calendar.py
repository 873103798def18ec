"""The calendar, read back by icalendar and line by line: valid, stable, words only words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.document.values import Day, Step
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import calendar
from barnraise.reports.text.plain import tamed
from tests.cast import Table, a_draft, a_table, an_item
from tests.reports.conftest import AT, HOSTILE
from tests.reports.nasty import NASTY, everywhere


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def with_steps(report: Report, *steps: Step) -> Report:
    """The report with these next steps and no others."""
    bare = tuple(
        replace(stage, questions=tuple(replace(each, steps=()) for each in stage.questions))
        for stage in report.stages
    )
    first = bare[0]
    question, *rest = first.questions
    stage = replace(first, questions=(replace(question, steps=steps), *rest))
    return replace(report, stages=(stage, *bare[1:]))


def now(table: Table) -> Report:
    table.workbook.refresh_from_db()
    return report_of(table.workbook, "en", AT)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_next_step_with_a_date_is_a_whole_day(
    example: Callable[[str], Report], language: str
) -> None:
    report = example(language)
    found = events(calendar.render(report))
    steps = [(q, step) for q in report.questions for step in q.steps if step.due]
    assert len(found) == len(steps) == 8
    for event, (question, step) in zip(found, steps, strict=True):
        assert event["DTSTART"].dt == date.fromisoformat(step.due.iso)
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1
        assert event["TRANSP"] == "TRANSPARENT"
        about = str(event["DESCRIPTION"])
        assert step.what in about
        assert step.who in about
        assert f"{question.number} {question.label}" in about
        done = f"({report.label('done')}) "
        assert str(event["SUMMARY"]).startswith(done) is step.done
    assert len({str(event["UID"]) for event in found}) == 8


@pytest.mark.django_db
def test_a_changed_step_keeps_its_id_and_counts_up() -> None:
    table, field = a_table(), an_item("step")
    first = a_draft(field, what="Call the district", due="2027-05-01")
    table.workbook.keep([first], by=table.writer)
    [before] = events(calendar.render(now(table)))
    second = a_draft(field, first.id, what="Call the district", due="2027-06-02", done=True)
    table.workbook.keep([second], by=table.second)
    [after] = events(calendar.render(now(table)))
    assert after["UID"] == before["UID"]
    assert field.rpartition("/")[2] in after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (str(before["SUMMARY"]), str(after["SUMMARY"])) == (
        "Call the district",
        "(done) Call the district",
    )
    struck = a_draft(field, second.id, what="Call the district", due="2027-06-02", struck=True)
    table.workbook.keep([struck], by=table.writer)
    [gone] = events(calendar.render(now(table)))
    assert (gone["UID"], gone["STATUS"]) == (before["UID"], "CANCELLED")
    assert calendar.render(now(table)) == calendar.render(now(table))


@pytest.mark.django_db
def test_two_versions_of_a_step_are_two_events() -> None:
    table, field = a_table(), an_item("step")
    for by, due in ((table.writer, "2027-05-01"), (table.second, "2027-05-08")):
        table.workbook.keep([a_draft(field, what="Call", due=due)], by=by)
    found = events(calendar.render(now(table)))
    assert [each["DTSTART"].dt.day for each in found] == [1, 8]
    assert len({str(each["UID"]) for each in found}) == 2


@pytest.mark.django_db
def test_an_empty_calendar_is_valid_and_says_so() -> None:
    table = a_table()
    table.workbook.keep([a_draft(an_item("step"), what="Some day")], by=table.writer)
    report = now(table)
    found = Calendar.from_ical(calendar.render(report))
    assert (found["VERSION"], found.walk("VEVENT")) == ("2.0", [])
    said = str(found["X-WR-CALDESC"]).replace(
        "\\,", ","
    )  # icalendar reads X- properties as they are
    assert said == report.label("no_dates")


def test_lines_are_short_and_whole(hostile: Report) -> None:
    said = with_steps(
        hostile, Step(id="a", item="a", what="张🙏é" * 300, due=Day("2027-05-01", ""))
    )
    data = calendar.render(said)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    [event] = events(data)
    assert ("张🙏é" * 300) in str(event["DESCRIPTION"])
    assert len(str(event["SUMMARY"])) <= calendar.MAX_TITLE


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is(hostile: Report, day: str) -> None:
    said = with_steps(hostile, Step(id="a", item="a", what="Begin", due=Day(day, day)))
    [event] = events(calendar.render(said))
    assert event["DTSTART"].dt.isoformat() == day


def test_words_never_become_properties(hostile: Report) -> None:
    evil = "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VALARM\nATTACH:file:///etc/passwd;a,b\\n\\"
    said = with_steps(
        replace(hostile, title=evil),
        Step(id="a", item="a", what=evil, who=evil, due=Day("2027-05-01", "")),
    )
    data = calendar.render(said)
    names = {line.partition(b":")[0].partition(b";")[0] for line in data.split(b"\r\n")}
    assert not names & {b"ATTACH", b"ACTION"}
    assert data.count(b"\r\nBEGIN:VEVENT") == data.count(b"\r\nEND:VEVENT") == 1
    [event] = events(data)
    assert str(event["DESCRIPTION"]).count(tamed(evil)) == 3


@pytest.mark.parametrize("nasty", [*NASTY.values(), *HOSTILE, "x" * 200_000], ids=range(16))
def test_no_character_stops_it_and_nothing_is_lost(hostile: Report, nasty: str) -> None:
    made = FORMATS["calendar"].make(everywhere(hostile, nasty))
    assert (made.problems, made.counts["step"]) == ((), (1, 1))
    assert len(events(made.data)) == 1
    assert not {"\u202e", "\x00"} & set(made.data.decode())


def test_a_lost_step_is_named(example: Callable[[str], Report]) -> None:
    report = example("en")
    data = calendar.render(report)
    found = FORMATS["calendar"]
    lost = replace(found, render=lambda _report: data.replace(b"20261218", b"20261219"))
    assert lost.make(report).problems == ("step/power_and_agency",)

"""A report's next steps as a calendar (iCalendar, RFC 5545): each date an event of one whole day.

Calendars on phones and in offices show events and mostly hide to-dos. The UID is the step's own,
so a calendar that is imported again changes its events and adds none.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText

from barnraise.reports.document.report import Report, ReportQuestion
from barnraise.reports.document.values import Step
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.sanitize import sanitized
from barnraise.reports.verify.count import ExportText

MAX_TITLE = 90  # characters of a title; the whole of it stands in the description


def render(report: Report) -> bytes:
    """Every next step with a date, the done ones marked, the struck ones as cancelled."""
    shown = sanitized(report, tamed)
    calendar = Calendar()
    calendar.add("prodid", f"-//Barnraise//Barnraise//{report.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(f"{shown.title} · {shown.label('steps')}"))
    if not any(dated(shown)):
        calendar.add("x-wr-caldesc", vText(shown.label("no_dates")))
    for question, step, uid in dated(shown):
        calendar.add_component(_event(shown, question, step, uid))
    return bytes(calendar.to_ical())


def dated(report: Report) -> Iterator[tuple[ReportQuestion, Step, str]]:
    """Each next step with a date, its question, and its id in every calendar."""
    seen: set[str] = set()
    for question in report.questions:
        for step in question.steps:
            if step.due:
                uid = step.item if step.item not in seen else step.id
                seen.add(step.item)
                yield question, step, f"{uid}@barnraise"


def looks_for(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """What must be found again: what, who and when, of every next step with a date."""
    for question, step, _uid in dated(report):
        dated_right = export.has(f"{_title(report, step)} {step.due.iso}")
        whole = export.holds_all((step.what, step.who))
        yield f"step/{question.key}", dated_right and whole


def _event(report: Report, question: ReportQuestion, step: Step, uid: str) -> Event:
    day = date.fromisoformat(step.due.iso)
    said_at = datetime.fromisoformat(step.at.iso or report.made_at.iso)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", said_at)
    event.add("last-modified", said_at)
    event.add("sequence", step.version)
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", _title(report, step))
    event.add("description", _description(report, question, step))
    event.add("status", "CANCELLED" if step.struck else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a date to remember takes nobody's day
    return event


def _title(report: Report, step: Step) -> str:
    words = " ".join(step.what.split()) or report.label("steps")
    short = (
        words
        if len(words) <= MAX_TITLE
        else f"{words[: MAX_TITLE - 1].rpartition(' ')[0] or words[:60]}…"
    )
    marks = [report.label("done")] if step.done else []
    marks += [report.label("struck")] if step.struck else []
    return f"({', '.join(marks)}) {short}" if marks else short


def _description(report: Report, question: ReportQuestion, step: Step) -> str:
    facts = [
        step.what,
        f"{report.label('by')}: {step.who}" if step.who else "",
        f"{report.label('question')}: {question.number} {question.label}",
        report.label("rival") if step.rival else "",
        report.title,
    ]
    return "\n\n".join(fact for fact in facts if fact)

"""The tables of the spreadsheet: one for each kind of thing that is asked of it."""

from collections.abc import Iterator

from barnraise.reports.document.report import Report, ReportQuestion
from barnraise.reports.document.values import Evidence
from barnraise.reports.render.xlsx import moved
from barnraise.reports.render.xlsx.values import (
    Row,
    Sheet,
    SheetColumn,
    Styled,
    Value,
    Web,
    day,
    moment,
)
from barnraise.reports.tabular import rows
from barnraise.reports.tabular.codebook import codebook_rows
from barnraise.workbook.numbers import whole_number

ANSWERS = {"answer", "version", "part"}
OTHER_SHEETS = {*ANSWERS, "evidence", "step"}  # all other kinds are on "Notes and texts"

Heads = tuple[tuple[str, float, bool], ...]  # label, width, whether it is a column of numbers
QUESTION = ("question", 30, False)
SIGNED: Heads = (
    ("remark", 18, False),
    ("name", 16, False),
    ("organization", 22, False),
    ("when_utc", 17, False),
)
COUNTED: Heads = (("notes", 11, True), ("evidence", 11, True), ("steps", 11, True))
HEADS: dict[str, Heads] = {
    "by_question": (
        QUESTION,
        ("answer", 18, False),
        ("asked", 56, False),
        ("part", 8, True),
        *COUNTED,
        *SIGNED,
        ("key", 22, False),
    ),
    "notes_and_texts": (QUESTION, ("kind", 22, False), ("said", 80, False), *SIGNED),
    "evidence": (QUESTION, ("said", 50, False), ("link", 50, False), *SIGNED),
    "steps": (
        QUESTION,
        ("what", 56, False),
        ("who", 28, False),
        ("due", 13, False),
        ("is_done", 10, False),
        *SIGNED,
    ),
    "history": (
        ("number", 8, True),
        ("when_utc", 17, False),
        ("by", 30, False),
        ("where", 40, False),
        ("said", 80, False),
        ("stands", 14, False),
    ),
    "milestones": (
        ("number", 8, True),
        ("milestone", 40, False),
        ("said", 70, False),
        ("by", 30, False),
        ("when_utc", 17, False),
        ("version", 10, True),
        ("remark", 18, False),
    ),
    "moved": (
        QUESTION,
        ("kind", 22, False),
        ("happened", 20, False),
        ("then", 20, False),
        ("now", 20, False),
        ("by", 30, False),
        ("said", 80, False),
    ),
    "codebook": (
        ("kind", 18, False),
        ("key", 30, False),
        ("short_name", 40, False),
        ("meaning", 90, False),
    ),
}


def sheets(report: Report) -> Iterator[Sheet]:
    """By question, notes, evidence, next steps, history, milestones, what moved, codebook."""
    report_rows = tuple(rows.said_rows(report))
    tables = {
        "by_question": _by_question(report, report_rows),
        "notes_and_texts": _in_words(report, report_rows),
        "evidence": _evidence(report, report_rows),
        "steps": _steps(report, report_rows),
        "history": _history(report),
        "milestones": moved.milestones(report),
        "moved": moved.moved(report),
        "codebook": _codebook(report),
    }
    for name, table in tables.items():
        columns = [
            SheetColumn(report.label(head), width, of_numbers)
            for head, width, of_numbers in HEADS[name]
        ]
        freeze = "C2" if name == "by_question" else "A2"
        yield Sheet(
            report.label(name), columns, table, freeze=freeze, more=report.label("continued")
        )


def _by_question(report: Report, report_rows: tuple[rows.Row, ...]) -> Iterator[Row]:
    looks = {choice.code: choice.look for choice, _anchor in report.choices} | {"two": "cracked"}
    questions = {question.key: question for question in report.questions}
    for row in report_rows:
        if row["kind"] not in ANSWERS:
            continue
        whole = row["kind"] == "answer"
        question = questions[row["question_key"]]
        look = looks.get(row.get("choice_code", ""), "blank")
        yield (
            Styled(_question(row), "strong" if whole else "quiet"),
            Styled(row["choice"], f"answer_{look}"),
            question.wording if whole else Styled(row.get("asked", ""), "quiet"),
            whole_number(row.get("part", "")),
            *(_counts(question) if whole else (None, None, None)),
            _remark(report, row),
            *_signed(row),
            Styled(question.key, "quiet"),
        )


def _counts(question: ReportQuestion) -> tuple[Value, ...]:
    groups = (question.quoted("note"), question.evidence, question.steps)
    return tuple(len(group) or None for group in groups)


def _in_words(report: Report, report_rows: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in report_rows:
        if row["kind"] not in OTHER_SHEETS:
            kind = report.label(f"{row['kind']}_kind")
            text = _text(row)
            yield (
                Styled(_question(row), "strong"),
                kind,
                text,
                _remark(report, row),
                *_signed(row),
            )


def _evidence(report: Report, report_rows: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in report_rows:
        if row["kind"] == "evidence":
            leads = Evidence(link=row["address"]).leads
            address: Value = Web(row["address"]) if leads else row["address"]
            name = Styled(_question(row), "strong")
            yield (name, _text(row), address, _remark(report, row), *_signed(row))


def _steps(report: Report, report_rows: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in report_rows:
        if row["kind"] == "step":
            done = report.label("done") if row["done"] == "1" else ""
            yield (
                Styled(_question(row), "strong"),
                _text(row),
                row["who"],
                day(row["by_when"]) or "",
                done,
                _remark(report, row),
                *_signed(row),
            )


def _history(report: Report) -> Iterator[Row]:
    for each in report.history:
        stands = report.label("stands") if each.stands else ""
        yield (each.version, moment(each.at.iso), each.by, each.title, each.what, stands)


def _codebook(report: Report) -> Iterator[Row]:
    for row in codebook_rows(report, (), ()):
        about = Styled(report.label(f"{row['about']}_code"), "quiet")
        yield (about, row["code"], Styled(row["label"], "strong"), row["meaning"])


def _question(row: rows.Row) -> str:
    """The question; else the stage and what its text box asks; else what was asked once."""
    if "question" in row:
        return f"{row['question_number']} {row['question']}"
    if "stage" in row:
        return " · ".join(filter(None, (f"{row['stage_number']} {row['stage']}", row.get("asked"))))
    return row["asked"]


def _text(row: rows.Row) -> Value:
    return Styled(row["text"], "struck") if row["struck"] == "1" else row["text"]


def _remark(report: Report, row: rows.Row) -> Value:
    names = [name for name in ("struck", "rival", "from_parts") if row.get(name) == "1"]
    return Styled("; ".join(report.label(name) for name in names), "quiet")


def _signed(row: rows.Row) -> tuple[Value, ...]:
    said_by, organization = row.get("said_by", ""), row.get("organization", "")
    at = moment(row.get("said_at", ""))
    return (Styled(said_by, "quiet"), Styled(organization, "quiet"), at or "")

"""The tables of the spreadsheet: one for each kind of thing that is asked of it."""

from collections.abc import Iterator

from barnraise.reports import rows
from barnraise.reports.codebook import codebook_rows
from barnraise.reports.document import Evidence, Question, Report
from barnraise.reports.renderers.xlsx.values import (
    Column,
    Row,
    Sheet,
    Styled,
    Value,
    Web,
    day,
    moment,
    number,
)

IN_WORDS = ("reason", "view", "note", "text", "now", "left")
WIDE = 56


def sheets(report: Report) -> Iterator[Sheet]:
    """By question, notes, evidence, next steps, history, codebook."""
    said = tuple(rows.said_rows(report))
    more = report.label("continued")
    signed = [Column(report.label("name"), 16), Column(report.label("organization"), 22)]
    when = Column(report.label("when_utc"), 17)
    question, remark = Column(report.label("question"), 30), Column(report.label("remark"), 18)
    yield Sheet(
        report.label("by_question"),
        (
            question,
            Column(report.label("answer"), 18),
            Column(report.label("asked"), WIDE),
            Column(report.label("part"), 8, of_numbers=True),
            *(Column(report.label(name), 11, of_numbers=True) for name in COUNTED),
            remark,
            *signed,
            when,
            Column(report.label("key"), 22),
        ),
        _by_question(report, said),
        freeze="C2",
        more=more,
    )
    yield Sheet(
        report.label("notes_and_texts"),
        (
            question,
            Column(report.label("kind"), 22),
            Column(report.label("said"), 80),
            remark,
            *signed,
            when,
        ),
        _in_words(report, said),
        more=more,
    )
    yield Sheet(
        report.label("evidence"),
        (
            question,
            Column(report.label("said"), 50),
            Column(report.label("link"), 50),
            remark,
            *signed,
            when,
        ),
        _evidence(report, said),
        more=more,
    )
    yield Sheet(
        report.label("steps"),
        (
            question,
            Column(report.label("what"), WIDE),
            Column(report.label("who"), 28),
            Column(report.label("due"), 13),
            Column(report.label("is_done"), 10),
            remark,
            *signed,
            when,
        ),
        _steps(report, said),
        more=more,
    )
    yield Sheet(
        report.label("history"),
        (
            Column(report.label("number"), 8, of_numbers=True),
            when,
            Column(report.label("by"), 30),
            Column(report.label("where"), 40),
            Column(report.label("said"), 80),
            Column(report.label("stands"), 14),
        ),
        _history(report),
        more=more,
    )
    yield Sheet(
        report.label("codebook"),
        (
            Column(report.label("kind"), 18),
            Column(report.label("key"), 30),
            Column(report.label("short_name"), 40),
            Column(report.label("meaning"), 90),
        ),
        _codebook(report),
        more=more,
    )


COUNTED = ("notes", "evidence", "steps")


def _by_question(report: Report, said: tuple[rows.Row, ...]) -> Iterator[Row]:
    looks = {choice.code: choice.look for choice, _anchor in report.choices} | {"two": "cracked"}
    questions = {question.key: question for question in report.questions}
    for row in said:
        if row["kind"] not in {"answer", "version", "part"}:
            continue
        whole = row["kind"] == "answer"
        asked = questions[row["question_key"]]
        look = looks.get(row.get("choice_code", ""), "blank")
        yield (
            Styled(_question(row), "strong" if whole else "quiet"),
            Styled(row["choice"], f"answer_{look}"),
            asked.wording if whole else Styled(row.get("asked", ""), "quiet"),
            number(row.get("part", "")),
            *(_counts(asked) if whole else (None, None, None)),
            _remark(report, row),
            *_signed(row),
            Styled(asked.key, "quiet"),
        )


def _counts(question: Question) -> tuple[Value, ...]:
    groups = (question.notes, question.evidence, question.steps)
    return tuple(len(group) or None for group in groups)


def _in_words(report: Report, said: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in said:
        if row["kind"] in IN_WORDS:
            kind = report.label(f"{row['kind']}_kind")
            text = _said(row)
            yield (
                Styled(_question(row), "strong"),
                kind,
                text,
                _remark(report, row),
                *_signed(row),
            )


def _evidence(report: Report, said: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in said:
        if row["kind"] == "evidence":
            leads = Evidence(link=row["address"]).leads
            address: Value = Web(row["address"]) if leads else row["address"]
            name = Styled(_question(row), "strong")
            yield (name, _said(row), address, _remark(report, row), *_signed(row))


def _steps(report: Report, said: tuple[rows.Row, ...]) -> Iterator[Row]:
    for row in said:
        if row["kind"] == "step":
            done = report.label("done") if row["done"] == "1" else ""
            yield (
                Styled(_question(row), "strong"),
                _said(row),
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


def _said(row: rows.Row) -> Value:
    return Styled(row["text"], "struck") if row["struck"] == "1" else row["text"]


def _remark(report: Report, row: rows.Row) -> Value:
    names = [name for name in ("struck", "rival", "from_parts") if row.get(name) == "1"]
    return Styled("; ".join(report.label(name) for name in names), "quiet")


def _signed(row: rows.Row) -> tuple[Value, ...]:
    said_by, organization = row.get("said_by", ""), row.get("organization", "")
    at = moment(row.get("said_at", ""))
    return (Styled(said_by, "quiet"), Styled(organization, "quiet"), at or "")

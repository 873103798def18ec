"""A report as rows: one for each thing said, one for each change, one for each code. Pure."""

from collections.abc import Iterator, Sequence

from barnraise.reports.document.report import (
    Evidence,
    Left,
    Question,
    Quote,
    Report,
    Signed,
    Stage,
    Step,
    Text,
)

Row = dict[str, str]


def said_rows(report: Report) -> Iterator[Row]:
    """One row for each thing said, in the order of the questions; columns not given are empty."""
    whole = {
        "taken_at": report.made_at.iso,
        "partnership": report.title,
        "question_set": report.edition.key,
        "set_version": str(report.edition.version),
    }
    for stage in report.stages:
        for row in _of_stage(stage):
            yield {**whole, "stage_number": str(stage.number), "stage": stage.title, **row}
    for left in report.left:
        yield {**whole, **_left(left)}


def _of_stage(stage: Stage) -> Iterator[Row]:
    for here in stage.here:
        yield {"kind": "now", "text": here.text, **_signed(here)}
    for question in stage.questions:
        names = {
            "question_key": question.key,
            "question_number": question.number,
            "question": question.label,
        }
        for row in _of_question(question):
            yield {**names, **row}
    for box in stage.texts:
        yield from _text(box)


def _of_question(question: Question) -> Iterator[Row]:
    yield _answer(question)
    if len(question.answers) > 1:
        for each in question.answers:
            yield {
                "kind": "version",
                "choice": each.text,
                "choice_code": each.code,
                **_signed(each),
            }
    yield from _parts(question)
    for kind, texts in (
        ("reason", question.reasons),
        ("view", question.views),
        ("note", question.notes),
    ):
        for said in texts:
            yield {"kind": kind, "text": said.text, **_signed(said)}
    for proof in question.evidence:
        yield _evidence(proof)
    for step in question.steps:
        yield _step(step)


def _answer(question: Question) -> Row:
    one: Sequence[Quote] = question.answers if len(question.answers) == 1 else ()
    signed = _signed(one[0]) if one else {}
    return {
        "kind": "answer",
        "choice": question.choice.words,
        "choice_code": question.choice.code,
        "from_parts": _flag(question.from_parts),
        **signed,
    }


def _parts(question: Question) -> Iterator[Row]:
    for part in question.parts:
        row = {"kind": "part", "part": str(part.number), "asked": part.wording}
        for each in part.versions:
            yield {**row, "choice": each.text, "choice_code": each.code, **_signed(each)}
        if not part.versions:
            yield {**row, "choice": part.choice.words}


def _evidence(each: Evidence) -> Row:
    return {"kind": "evidence", "text": each.title, "address": each.link, **_signed(each)}


def _step(each: Step) -> Row:
    return {
        "kind": "step",
        "text": each.what,
        "who": each.who,
        "by_when": each.due.iso,
        "done": _flag(each.done),
        **_signed(each),
    }


def _text(box: Text) -> Iterator[Row]:
    for each in box.versions:
        row = {"kind": "text", "field": f"text/{box.key}", "asked": box.prompt, "text": each.text}
        yield {**row, **_signed(each)}


def _left(each: Left) -> Row:
    row = {"kind": "left", "field": each.field, "asked": each.title, "text": each.said.text}
    return {**row, **_signed(each.said)}


def _signed(each: Signed) -> Row:
    return {
        "id": each.id,
        "said_by": each.name,
        "organization": each.organization,
        "said_at": each.at.iso,
        "struck": _flag(each.struck),
        "rival": _flag(each.rival),
    }


def _flag(value: bool) -> str:  # noqa: FBT001  it is the value itself
    return "1" if value else "0"


def history_rows(report: Report) -> Iterator[Row]:
    """One row for each change, the oldest first."""
    for each in report.history:
        yield {
            "version": str(each.version),
            "said_at": each.at.iso,
            "said_by": each.by,
            "where": each.title,
            "text": each.what,
            "stands": _flag(each.stands),
            "field": each.field,
            "id": each.id,
        }

"""A report as rows: one for each thing said, one for each change, one for each code. Pure."""

from collections.abc import Iterator, Sequence

from barnraise.reports.document.report import (
    Report,
    ReportQuestion,
    ReportStage,
    ReportText,
    Unasked,
)
from barnraise.reports.document.values import Evidence, Quote, Signed, Step

Row = dict[str, str]


def said_rows(report: Report) -> Iterator[Row]:
    """One row for each thing said, in the order of the questions; columns not given are empty."""
    whole = {
        "taken_at": report.made_at.iso,
        "partnership": report.title,
        "question_set": report.edition.key,
        "set_version": str(report.edition.version),
    }
    came = _with_file(report)
    for stage in report.stages:
        named = {**whole, "stage_number": str(stage.number), "stage": stage.title}
        for row in _of_stage(stage):
            yield {**named, **row, "from_file": came.get(row.get("id", ""), "")}
    for left in report.left:
        yield {**whole, **_left(left), "from_file": came.get(left.quote.id, "")}


def _with_file(report: Report) -> dict[str, str]:
    """When what came with a file did, by its id; nobody here knows who wrote it."""
    origin = report.from_file
    if origin is None:
        return {}
    return {each.id: origin.at.iso for each in report.history if each.version <= origin.entries}


def _of_stage(stage: ReportStage) -> Iterator[Row]:
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


def _of_question(question: ReportQuestion) -> Iterator[Row]:
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
    for group in question.quotes:
        for quote in group.quotes:
            yield {"kind": group.kind, "text": quote.text, **_signed(quote)}
    for proof in question.evidence:
        yield _evidence(proof)
    for step in question.steps:
        yield _step(step)


def _answer(question: ReportQuestion) -> Row:
    single: Sequence[Quote] = question.answers if len(question.answers) == 1 else ()
    signed = _signed(single[0]) if single else {}
    return {
        "kind": "answer",
        "choice": question.choice.words,
        "choice_code": question.choice.code,
        "from_parts": _flag(question.from_parts),
        **signed,
    }


def _parts(question: ReportQuestion) -> Iterator[Row]:
    for part in question.parts:
        row = {"kind": "part", "part": str(part.number), "asked": part.wording}
        for each in part.versions:
            yield {**row, "choice": each.text, "choice_code": each.code, **_signed(each)}
        if not part.versions:
            yield {**row, "choice": part.choice.words}


def _evidence(proof: Evidence) -> Row:
    return {"kind": "evidence", "text": proof.title, "address": proof.link, **_signed(proof)}


def _step(step: Step) -> Row:
    return {
        "kind": "step",
        "text": step.what,
        "who": step.who,
        "by_when": step.due.iso,
        "done": _flag(step.done),
        **_signed(step),
    }


def _text(box: ReportText) -> Iterator[Row]:
    for each in box.versions:
        row = {"kind": "text", "field": f"text/{box.key}", "asked": box.prompt, "text": each.text}
        yield {**row, **_signed(each)}


def _left(unasked: Unasked) -> Row:
    row = {
        "kind": "left",
        "field": unasked.field,
        "asked": unasked.title,
        "text": unasked.quote.text,
    }
    return {**row, **_signed(unasked.quote)}


def _signed(entry: Signed) -> Row:
    return {
        "id": entry.id,
        "said_by": entry.name,
        "organization": entry.organization,
        "said_at": entry.at.iso,
        "struck": _flag(entry.struck),
        "rival": _flag(entry.rival),
    }


def _flag(value: bool) -> str:  # noqa: FBT001  it is the value itself
    return "1" if value else "0"


def history_rows(report: Report) -> Iterator[Row]:
    """One row for each change, the oldest first."""
    came = _with_file(report)
    for each in report.history:
        yield {
            "version": str(each.version),
            "said_at": each.at.iso,
            "said_by": each.by,
            "from_file": came.get(each.id, ""),
            "where": each.title,
            "text": each.what,
            "stands": _flag(each.stands),
            "field": each.field,
            "id": each.id,
        }

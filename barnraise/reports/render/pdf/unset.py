"""Names the places whose words could not be set, or were not found again in a document. Pure."""

from collections.abc import Iterator, Sequence

from barnraise.reports.document.report import Report

MAX_NAMED = 200


def unset_places(report: Report, problems: Sequence[str]) -> tuple[str, ...]:
    """The places of `problems` ("note/goal_setting") in the reader's words, each once."""
    return tuple(dict.fromkeys(_named(report, problems[:MAX_NAMED])))


def _named(report: Report, problems: Sequence[str]) -> Iterator[str]:
    questions = {each.key: f"{each.number} {each.label}" for each in report.questions}
    boxes = {box.key: box.prompt for box in report.texts}
    for problem in problems:
        kind, _slash, key = problem.partition("/")
        name = report.labels.get(f"{kind}_kind", report.label("milestones"))
        where = questions.get(key) or boxes.get(key) or ""
        yield f"{where} · {name}" if where else name

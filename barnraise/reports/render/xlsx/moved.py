"""Two tables of the spreadsheet: the milestones, and what moved since one of them."""

from collections.abc import Iterator

from barnraise.reports.document.report import Report
from barnraise.reports.document.since_milestone import ChangesSince
from barnraise.reports.render.xlsx.values import Row, Styled, Value, moment
from barnraise.reports.verify.count import ExportText, is_there
from barnraise.workbook.history.description import DescribedAnswer
from barnraise.workbook.state.looks import ShownChoice


def milestones(report: Report) -> Iterator[Row]:
    """Every moment that was named, the oldest first."""
    for each in report.milestones:
        remarks = [name for name in ("struck", "rival") if getattr(each, name)]
        yield (
            each.number,
            Styled(each.title, "strong"),
            each.text,
            Styled(each.by, "quiet"),
            moment(each.at.iso) or "",
            each.version,
            Styled("; ".join(map(report.label, remarks)), "quiet"),
        )


def moved(report: Report) -> Iterator[Row]:
    """Since when, then each answer, entry, question and text that is another one now."""
    changes = report.moved
    if changes is None:
        return
    yield (Styled(changes.since, "strong"), *[""] * 5, report.label("neutral"))
    yield from (_move(report, each) for each in changes.moves)
    for sentence in changes.here:
        yield ("", report.label("now_kind"), *[""] * 4, sentence)
    yield from _turns(changes)
    for change in changes.asked:
        question = Styled(f"{change.number} {change.label}", "strong")
        yield (question, report.label("question"), change.what, *[""] * 4)
    for words in changes.rewordings:
        signed = "".join(each.signed for each in words.pieces)
        yield (Styled(words.title, "strong"), report.label("reworded"), *[""] * 4, signed)


def _move(report: Report, change: DescribedAnswer) -> Row:
    kind = report.label("part" if change.part else "answer")
    answers = (_answer(change.before), _answer(change.after))
    return (
        Styled(f"{change.number} {change.label}", "strong"),
        kind,
        "",
        *answers,
        "",
        change.part,
    )


def _answer(choice: ShownChoice) -> Value:
    return Styled(choice.words, f"answer_{choice.look}")


def _turns(changes: ChangesSince) -> Iterator[Row]:
    for each in changes.turns:
        gone = each.code in {"struck", "gone"}
        text: Value = Styled(each.text, "struck") if gone else each.text
        question = Styled(f"{each.number} {each.label}", "strong")
        yield (question, each.kind, each.what, "", "", Styled(each.by, "quiet"), text)


def named(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """Each milestone in a row: its name, what was added to it, who named it, and the day."""
    for each in report.milestones:
        day = each.at.iso[:10]
        yield f"milestone/{each.number}", export.holds(f"{each.title} {each.text} {each.by} {day}")


def looking_back(report: Report, export: ExportText) -> Iterator[tuple[str, bool]]:
    """All that moved; a row has an answer's kind before it, and what is asked of a part after."""
    if report.moved is None:
        return
    for each in report.moved.moves:
        kind = report.label("part" if each.part else "answer")
        row = f"{each.label} {kind} {each.before.words} {each.after.words} {each.part}"
        yield f"moved/{each.key}", export.has(row)
    for change in report.moved.asked:
        row = f"{change.label} {report.label('question')} {change.what}"
        yield f"asked/{change.key}", export.has(row)
    for passage in report.moved.passages():
        if passage.texts:
            yield passage.place, is_there(passage, export)

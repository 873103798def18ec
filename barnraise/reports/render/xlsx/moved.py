"""Two tables of the spreadsheet: the milestones, and what moved since one of them."""

from collections.abc import Iterator

from barnraise.reports.document.report import Choice, Move, Moved, Report
from barnraise.reports.render.xlsx.values import Row, Styled, Value, moment
from barnraise.reports.verify.count import Found, is_told


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
    found = report.moved
    if found is None:
        return
    yield (Styled(found.since, "strong"), *[""] * 5, report.label("neutral"))
    yield from (_move(report, each) for each in found.moves)
    for sentence in found.here:
        yield ("", report.label("now_kind"), *[""] * 4, sentence)
    yield from _turns(found)
    for asked in found.asked:
        question = Styled(f"{asked.number} {asked.label}", "strong")
        yield (question, report.label("question"), asked.what, *[""] * 4)
    for words in found.rewordings:
        signed = "".join(each.signed for each in words.stretches)
        yield (Styled(words.title, "strong"), report.label("reworded"), *[""] * 4, signed)


def _move(report: Report, each: Move) -> Row:
    kind = report.label("part" if each.part else "answer")
    answers = (_answer(each.before), _answer(each.after))
    return (Styled(f"{each.number} {each.label}", "strong"), kind, "", *answers, "", each.part)


def _answer(choice: Choice) -> Value:
    return Styled(choice.words, f"answer_{choice.look}")


def _turns(found: Moved) -> Iterator[Row]:
    for each in found.turns:
        gone = each.code in {"struck", "gone"}
        said: Value = Styled(each.text, "struck") if gone else each.text
        question = Styled(f"{each.number} {each.label}", "strong")
        yield (question, each.kind, each.what, "", "", Styled(each.by, "quiet"), said)


def named(report: Report, found: Found) -> Iterator[tuple[str, bool]]:
    """Each milestone in a row: its name, what was added to it, who named it, and the day."""
    for each in report.milestones:
        day = each.at.iso[:10]
        yield f"milestone/{each.number}", found.holds(f"{each.title} {each.text} {each.by} {day}")


def looking_back(report: Report, found: Found) -> Iterator[tuple[str, bool]]:
    """All that moved; a row has an answer's kind before it, and what is asked of a part after."""
    if report.moved is None:
        return
    for each in report.moved.moves:
        kind = report.label("part" if each.part else "answer")
        row = f"{each.label} {kind} {each.before.words} {each.after.words} {each.part}"
        yield f"moved/{each.key}", found.has(row)
    for asked in report.moved.asked:
        row = f"{asked.label} {report.label('question')} {asked.what}"
        yield f"asked/{asked.key}", found.has(row)
    for told in report.moved.places():
        if told.texts:
            yield told.place, is_told(told, found)

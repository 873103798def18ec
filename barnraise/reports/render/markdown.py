"""A report as Markdown (CommonMark): for pads; people's words never become markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from barnraise.reports.document.report import Report, ReportQuestion, ReportStage
from barnraise.reports.document.values import Count, Evidence, Quote, Signed, Step
from barnraise.reports.text.plain import tamed
from barnraise.reports.text.symbols import MARKS
from barnraise.workbook.history.description import DescribedAnswer, DescribedItem
from barnraise.workbook.state.looks import ShownChoice

ANYWHERE = r"[\\`*_{}\[\]<>#&~|$@^]|:(?=//)|(?<=www)\.|=(?==)"
AT_START = r"^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]|^\d{5,9}(?=[.)])"
MARKUP = re.compile(f"({ANYWHERE}|{AT_START})", re.IGNORECASE)


def render(report: Report) -> bytes:
    """The whole report but for its history, as UTF-8."""
    lines = [*_opening(report)]
    for stage in report.stages:
        lines += _stage(report, stage)
    lines += [*_left(report), *_topics(report), *_steps_by_date(report)]
    lines += [*_milestones(report), *_moved(report), *_ending(report)]
    return ("\n\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    """The text as characters only, on one line; what Markdown would read as markup is escaped."""
    flat = " ".join(tamed(text).split())
    return MARKUP.sub(_backslash, flat)


def _backslash(match: re.Match[str]) -> str:
    """The mark with a backslash before it; after a number, which cannot have one, it follows."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _paragraphs(text: str, before: str = "> ") -> str:
    """A text of several lines as a quotation; each line stays a line."""
    lines = [escaped(line) for line in tamed(text).split("\n")]
    shown = [f"{before}{line}\\" if line else before.rstrip() for line in lines]
    ended = [
        line.removesuffix("\\") if n + 1 == len(shown) or not lines[n + 1] else line
        for n, line in enumerate(shown)
    ]
    return "\n".join(ended)


def _chip(choice: ShownChoice) -> str:
    return f"{MARKS[choice.look]} {escaped(choice.words)}"


def _counts(counts: Sequence[Count]) -> str:
    return " · ".join(f"{_chip(each.choice)} {each.many}" for each in counts)


def _opening(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield f"*{escaped(report.subtitle)}*"
    yield escaped(report.label("as_of") % {"when": report.made_at.words})
    if report.example:
        yield f"**{escaped(report.example)}**"
    if report.from_file:
        yield f"**{escaped(report.from_file.words)}**"
    yield f"## {escaped(report.label('standing'))}"
    yield _counts(report.standing.counts)


def _stage(report: Report, stage: ReportStage) -> Iterator[str]:
    number = report.label("stage") % {"n": stage.number}
    yield f"## {escaped(number)} · {escaped(stage.title)}"
    for words in (stage.alias, stage.intro):
        if words:
            yield escaped(words)
    yield _counts(stage.counts)
    for here in stage.here:
        yield f"{escaped(here.text)} · {escaped(here.by)}"
    for question in stage.questions:
        yield from _question(report, question)
    for text in stage.texts:
        yield f"### {escaped(text.prompt)}"
        yield escaped(report.label("field") % {"key": text.key})
        yield from _quotes(report, text.versions)
        if not text.versions:
            yield escaped(report.label("nothing"))


def _question(report: Report, question: ReportQuestion) -> Iterator[str]:
    yield f"### {escaped(question.number)} {escaped(question.label)}"
    yield escaped(question.wording)
    yield f"**{_chip(question.choice)}**"
    if question.from_parts:
        yield escaped(report.label("from_parts"))
    if len(question.answers) > 1:
        yield from _quotes(report, question.answers)
    yield from _parts(report, question)
    for group in question.quotes:
        yield f"#### {escaped(group.heading)}"
        yield from _quotes(report, group.quotes)
    if question.evidence:
        yield f"#### {escaped(report.label('evidence'))}"
        yield "\n".join(_evidence(report, each) for each in question.evidence)
    if question.steps:
        yield f"#### {escaped(report.label('steps'))}"
        yield "\n".join(_step(report, each) for each in question.steps)


def _parts(report: Report, question: ReportQuestion) -> Iterator[str]:
    rows = []
    for part in question.parts:
        if part.versions:
            rows.append(f"- {part.number}: {escaped(part.wording)} — {_chip(part.choice)}")
            if len(part.versions) > 1:
                rows += [
                    f"    - {escaped(each.text)} · {escaped(each.by)}" for each in part.versions
                ]
    if rows:
        yield f"#### {escaped(report.label('parts'))}"
        yield "\n".join(rows)


def _signature(report: Report, entry: Signed) -> str:
    """Who said it and when, and what else a reader should know of it."""
    facts = [entry.by, entry.at.words]
    facts += [entry.struck_by or report.label("struck")] if entry.struck else []
    facts += [report.label("rival")] if entry.rival else []
    return " · ".join(escaped(fact) for fact in facts if fact)


def _quotes(report: Report, texts: Sequence[Quote]) -> Iterator[str]:
    for each in texts:
        yield f"{_paragraphs(each.text)}\n>\n> — {_signature(report, each)}"


def _evidence(report: Report, proof: Evidence) -> str:
    words = " — ".join(escaped(part) for part in (proof.title, proof.link) if part)
    return f"- {words} ({_signature(report, proof)})"


def _step(report: Report, step: Step) -> str:
    facts = [step.who, step.due.words or report.label("no_date")]
    facts += [step.done_by or report.label("done")] if step.done else []
    words = " — ".join(escaped(fact) for fact in facts if fact)
    return f"- {escaped(step.what)} — {words} ({_signature(report, step)})"


def _left(report: Report) -> Iterator[str]:
    if report.left:
        yield f"## {escaped(report.label('left'))}"
    for each in report.left:
        yield f"### {escaped(each.title)}"
        yield from _quotes(report, (each.quote,))


def _topics(report: Report) -> Iterator[str]:
    yield f"## {escaped(report.label('topics'))}"
    yield "\n".join(
        f"- {escaped(each.number)} {escaped(each.label)}: {escaped(each.reason)}"
        for each in report.topics
    ) or escaped(report.label("no_topics"))


def _steps_by_date(report: Report) -> Iterator[str]:
    yield f"## {escaped(report.label('steps_by_date'))}"
    yield "\n".join(
        f"- {escaped(each.step.due.words or report.label('no_date'))}: {escaped(each.step.what)}"
        f" ({escaped(each.number)} {escaped(each.label)})"
        for each in report.steps
    ) or escaped(report.label("no_steps"))


def _milestones(report: Report) -> Iterator[str]:
    if report.milestones:
        yield f"## {escaped(report.label('milestones'))}"
    for each in report.milestones:
        yield f"**{escaped(each.title)}** ({_signature(report, each)})"
        if each.text:
            yield _paragraphs(each.text)


def _moved(report: Report) -> Iterator[str]:
    moved = report.moved
    if moved is None:
        return
    yield f"## {escaped(report.label('moved'))}"
    yield f"{escaped(moved.since)}. {escaped(report.label('neutral'))}"
    yield f"{escaped(report.label('then'))}: {_counts(moved.before.counts)}"
    yield f"{escaped(report.label('now'))}: {_counts(report.standing.counts)}"
    yield from _list(_move(each) for each in moved.moves)
    yield from _list(f"- {escaped(sentence)}" for sentence in moved.here)
    if moved.turns:
        yield f"### {escaped(report.label('turns'))}"
        yield from _list(_turn(each) for each in moved.turns)
    if moved.asked:
        yield f"### {escaped(report.label('asked_apart'))}"
        yield from _list(
            f"- {escaped(each.number)} {escaped(each.label)}: {escaped(each.what)}"
            for each in moved.asked
        )
    if moved.rewordings:
        yield f"### {escaped(report.label('reworded'))}"
        yield escaped(
            f"[+ {report.label('new_words')} +] · [- {report.label('gone_words')} -]",
        )
    for words in moved.rewordings:
        yield f"**{escaped(words.title)}**"
        yield _paragraphs("".join(each.signed for each in words.pieces))


def _list(rows: Iterable[str]) -> Iterator[str]:
    """The rows as one list, when there are any."""
    if listed := "\n".join(rows):
        yield listed


def _move(change: DescribedAnswer) -> str:
    part = f" · {escaped(change.part)}" if change.part else ""
    ways = f"{_chip(change.before)} → {_chip(change.after)}"
    return f"- {escaped(change.number)} {escaped(change.label)}{part}: {ways}"


def _turn(change: DescribedItem) -> str:
    where = f"{escaped(change.number)} {escaped(change.label)}"
    what = f"{escaped(change.kind)}, {escaped(change.what)} · {escaped(change.by)}"
    return f"- {where} · {what}: {escaped(change.text)}"


def _ending(report: Report) -> Iterator[str]:
    yield f"## {escaped(report.label('how_to_read'))}"
    yield from (escaped(paragraph) for paragraph in report.how_to_read)
    yield "\n".join(f"- {_chip(choice)}: {escaped(anchor)}" for choice, anchor in report.choices)
    if report.source or report.credit:
        yield f"## {escaped(report.label('source'))}"
        yield from (escaped(words) for words in (report.source, report.credit) if words)
    yield f"## {escaped(report.label('about'))}"
    yield from (escaped(paragraph) for paragraph in report.about)

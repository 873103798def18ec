"""What gathers things from all stages: the cover, what stands, topics, steps by date, the end."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from barnraise.reports.document.report import ReportDatedStep
from barnraise.reports.render.word.elements import Run, element, inline
from barnraise.reports.render.word.look import style_id
from barnraise.reports.render.word.page import Page
from barnraise.reports.render.word.picture import WIDTH, png

NUMBER, SMALL, DONE, HERE, STRESSED = (
    style_id(name) for name in ("Number", "Small", "Done", "Here", "Stressed")
)
MAX_CHANGES = 12
MAX_WORDS = 240  # of one change; the whole of it stands in the history


def cover(page: Page) -> None:
    """The title, the picture and how many questions have which answer."""
    report = page.report
    page.say("Subtitle", report.subtitle)
    page.say("Title", report.title)
    page.say("As Of", report.label("as_of") % {"when": report.made_at.words})
    if report.example:
        page.say("As Of", Run(report.example, NUMBER))
    if report.from_file:
        page.say("As Of", Run(report.from_file.words, NUMBER))
    words = f"{report.standing.title}. {report.standing.words}"
    picture = page.picture(png(report.standing.svg), words, WIDTH)
    page.put(page.paragraph("Barn", picture, keep=True, align="center"))
    runs: list[Run] = []
    for count in report.standing.counts:
        runs += [page.chip(count.choice, count.many), Run("  ")]
    page.put(page.paragraph("Caption", *runs, align="center"))


def standing(page: Page) -> None:
    """A row a stage."""
    report = page.report
    page.put(_on_a_new_page(page.paragraph("Heading 1", report.label("standing"))))
    heads = (report.label("number"), report.label("stages"), report.label("counted"))
    table = page.table(report.label("standing"), heads, (1.2, 6.3, 9.0))
    for stage in report.stages:
        cell = [page.paragraph("Table Text", Run(stage.title, STRESSED))]
        if stage.here:
            cell.append(page.paragraph("Table Text", Run(report.label("here"), HERE)))
        runs: list[Run] = []
        for count in stage.counts:
            runs += [page.chip(count.choice, count.many), Run(" ")]
        number = page.paragraph("Table Text", Run(str(stage.number), NUMBER))
        table.row([[number], cell, [page.paragraph("Table Text", *runs)]])


def contents(page: Page) -> None:
    """The stages, each a link to its place."""
    page.say("Contents Heading", page.report.label("contents"))
    for stage in page.report.stages:
        over = page.report.label("stage") % {"n": stage.number}
        title = Run(stage.title, anchor=f"stage_{stage.number}")
        page.say("Contents 1", Run(f"{over} · ", NUMBER), title)


def topics(page: Page) -> None:
    """What is worth talking about next."""
    report, label = page.report, page.report.label
    page.put(_on_a_new_page(page.paragraph("Heading 1", label("topics"))))
    if not report.topics:
        page.say("Normal", label("no_topics"))
        return
    heads = (label("number"), label("question"), label("reason"))
    table = page.table(label("topics"), heads, (1.2, 6.3, 9.0))
    for each in report.topics:
        table.row(
            [
                [page.paragraph("Table Text", Run(each.number, NUMBER))],
                [page.paragraph("Table Text", Run(each.label, STRESSED))],
                [page.paragraph("Table Text", each.reason)],
            ]
        )


def steps_by_date(page: Page) -> None:
    """Every next step, the open ones first."""
    label = page.report.label
    page.say("Heading 1", label("steps_by_date"))
    if not page.report.steps:
        page.say("Normal", label("no_steps"))
        return
    heads = (label("due"), label("what"), label("by"), label("question"))
    table = page.table(label("steps_by_date"), heads, (3.2, 6.6, 3.6, 3.1))
    for each in page.report.steps:
        table.row(list(_step(page, each)))


def _step(page: Page, dated: ReportDatedStep) -> Iterator[list[Element]]:
    done = [Run(f"\n{page.report.label('done')}", DONE)] if dated.step.done else []
    due = Run(dated.step.due.words or page.report.label("no_date"))
    yield [page.paragraph("Table Text", due, *done)]
    yield [page.paragraph("Table Text", dated.step.what)]
    yield [page.paragraph("Table Text", dated.step.who)]
    yield [page.paragraph("Table Text", Run(f"{dated.number} {dated.label}", SMALL))]


def left(page: Page) -> None:
    """What was said under questions that are no longer asked."""
    if page.report.left:
        page.say("Heading 1", page.report.label("left"))
    for each in page.report.left:
        page.say("Heading 2", each.title)
        page.quote(each.quote, each.quote.text)
        page.say("Signed", *page.signature(each.quote))


def changes(page: Page) -> None:
    """What was said last, the newest first."""
    report, label = page.report, page.report.label
    if not report.history:
        return
    page.say("Heading 1", label("changes"))
    table = page.table(
        label("changes"), (label("by"), label("where"), label("said")), (4.6, 4.4, 7.5)
    )
    for each in report.history[: -MAX_CHANGES - 1 : -1]:
        table.row(
            [
                [page.paragraph("Table Text", Run(f"{inline(each.by)}\n{each.at.words}", SMALL))],
                [page.paragraph("Table Text", Run(each.title, SMALL))],
                [page.paragraph("Table Text", _short(each.what))],
            ]
        )
    if len(report.history) > MAX_CHANGES:
        earlier = label("more_changes") % {"n": len(report.history) - MAX_CHANGES}
        page.say("Small Print", "")
        page.say("Small Print", earlier)


def _short(text: str) -> str:
    return text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1].rstrip() + "…"


def ending(page: Page) -> None:
    """How to read this, whose questions these are, and what this document is."""
    report = page.report
    page.put(_on_a_new_page(page.paragraph("Heading 1", report.label("how_to_read"))))
    for words in report.how_to_read:
        page.say("Normal", words)
    heads = (report.label("answer"), report.label("meaning"))
    table = page.table(report.label("how_to_read"), heads, (5.5, 11.0))
    for choice, anchor in report.choices:
        chip = page.paragraph("Table Text", page.chip(choice))
        table.row([[chip], [page.paragraph("Table Text", anchor)]])
    _section(page, "source", report.source, report.credit)
    _section(page, "about", *report.about)


def _section(page: Page, title: str, *texts: str) -> None:
    if any(texts):
        page.say("Heading 1", page.report.label(title))
    for words in filter(None, texts):
        page.say("Small Print", words)


def _on_a_new_page(heading: Element) -> Element:
    heading[0].append(element("pageBreakBefore"))
    return heading

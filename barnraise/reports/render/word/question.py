"""One stage in Word: its questions with everything that stands under them, and its texts."""

from collections.abc import Sequence

from barnraise.reports.document.report import ReportPart, ReportQuestion, ReportStage, ReportText
from barnraise.reports.document.values import Evidence, Quote, Signed, Step
from barnraise.reports.render.inks import RED
from barnraise.reports.render.word.elements import Run, element, inline
from barnraise.reports.render.word.look import style_id
from barnraise.reports.render.word.page import SHORT, Page

NUMBER, SMALL, DONE, HERE = (style_id(name) for name in ("Number", "Small", "Done", "Here"))
PARTS = (1.2, 11.5, 3.8)  # centimeters


def stage(page: Page, stage: ReportStage) -> None:
    """A stage: where it stands, its questions, its texts."""
    over = page.report.label("stage") % {"n": stage.number}
    heading = page.head(
        "Heading 1", Run(over, NUMBER), f" · {stage.title}", anchor=f"stage_{stage.number}"
    )
    heading[0].append(element("pBdr", element("top", val="single", sz=12, space=12, color=RED)))
    if stage.number == 1:
        heading[0].append(element("pageBreakBefore"))
    if stage.alias:
        page.say("Introduction", Run(stage.alias, style_id("Stressed")), keep=True)
    if stage.intro:
        page.say("Introduction", stage.intro, keep=True)
    chips(page, stage)
    for here in stage.here:
        page.say("Normal", Run(here.text, HERE), Run(f" · {inline(here.by)}", SMALL))
    for each in stage.questions:
        question(page, each)
    for box in stage.texts:
        text(page, box)


def chips(page: Page, stage: ReportStage) -> None:
    """How many questions of the stage have which answer."""
    runs: list[Run] = []
    for count in stage.counts:
        runs += [page.chip(count.choice, count.many), Run("  ")]
    page.say("Answer", *runs)


def question(page: Page, question: ReportQuestion) -> None:
    """A question: its answer, its wording, then what was said."""
    label = page.report.label
    page.head("Heading 2", Run(question.number, NUMBER), f"\u2002{question.label}")
    page.say("Answer", page.chip(question.choice), keep=True)
    page.say("Normal", question.wording)
    if question.from_parts:
        page.say("Normal", Run(label("from_parts"), SMALL))
    if len(question.answers) > 1:
        quotes(page, label("answer"), question.answers)
    if any(part.versions for part in question.parts):
        parts(page, question.parts)
    for group in question.quotes:
        quotes(page, group.heading, group.quotes)
    if question.evidence:
        evidence(page, question.evidence)
    if question.steps:
        steps(page, question.steps)


def parts(page: Page, all_: Sequence[ReportPart]) -> None:
    """What was answered part by part."""
    label = page.report.label
    page.say("Heading 3", label("parts"))
    table = page.table(label("parts"), (label("number"), label("question"), label("answer")), PARTS)
    for part in all_:
        texts = page.chip(part.choice) if part.versions else Run(label("no_answer"), SMALL)
        cell = [page.paragraph("Table Text", texts)]
        if len(part.versions) > 1:
            cell += [
                page.paragraph("Table Text", Run(f"{each.text} · {inline(each.by)}", SMALL))
                for each in part.versions
            ]
        number = page.paragraph("Table Text", Run(str(part.number), SMALL))
        table.row([[number], [page.paragraph("Table Text", part.wording)], cell])
    page.say("Small Print", "")


def quotes(page: Page, title: str, texts: Sequence[Quote]) -> None:
    """Texts in people's own words, each with its signature."""
    if texts:
        page.say("Heading 3", title)
    for each in texts:
        rival(page, each)
        page.quote(each, each.text)
        page.say("Signed", *page.signature(each))


def rival(page: Page, entry: Signed) -> None:
    """A line that says that this is one of two versions."""
    if entry.rival:
        page.say("Rival", page.report.label("rival"))


def evidence(page: Page, all_: Sequence[Evidence]) -> None:
    """What shows that it is true: a title, an address that can be followed."""
    page.say("Heading 3", page.report.label("evidence"))
    for each in all_:
        rival(page, each)
        runs = [page.words(each, each.title)] if each.title else []
        runs += [Run("\n")] if each.title and each.link else []
        runs += [page.web(each)] if each.link else []
        page.say("List Bullet", *runs, keep=True)
        page.say("List Signed", *page.signature(each))


def steps(page: Page, all_: Sequence[Step]) -> None:
    """What we will do, who, and by when."""
    label = page.report.label
    page.say("Heading 3", label("steps"))
    for each in all_:
        rival(page, each)
        due = label("by_due") % {"due": each.due.words} if each.due else label("no_date")
        facts = " · ".join(fact for fact in (inline(each.who), due) if fact)
        done = [Run(f" · {inline(each.done_by) or label('done')}", DONE)] if each.done else []
        page.say(
            "List Bullet",
            page.words(each, each.what),
            Run(f"\n{facts}", SMALL),
            *done,
            keep=len(each.what) < SHORT,
        )
        page.say("List Signed", *page.signature(each))


def text(page: Page, box: ReportText) -> None:
    """A stage's text in its frame."""
    page.say("Box Heading", box.prompt, keep=True)
    page.say("Box Signed", page.report.label("field") % {"key": box.key}, keep=True)
    if not box.versions:
        page.say("Box Text", Run(page.report.label("nothing"), SMALL))
    for each in box.versions:
        if each.rival:
            page.say("Box Signed", Run(page.report.label("rival"), NUMBER), keep=True)
        page.say("Box Text", page.words(each, each.text), keep=len(each.text) < SHORT)
        page.say("Box Signed", *page.signature(each))

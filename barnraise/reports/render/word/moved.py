"""Looking back in Word: the milestones, and what moved since one of them."""

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from barnraise.reports.document.since_milestone import ChangesSince
from barnraise.reports.document.values import Picture
from barnraise.reports.render.word.elements import Run, inline
from barnraise.reports.render.word.look import style_id
from barnraise.reports.render.word.page import Page
from barnraise.reports.render.word.picture import png
from barnraise.workbook.history.description import (
    DescribedAnswer,
    DescribedItem,
    DescribedQuestion,
    DescribedText,
    DiffPiece,
)

NUMBER, SMALL, STRESSED, STRUCK = (
    style_id(name) for name in ("Number", "Small", "Stressed", "Struck")
)
STYLES = {"new": style_id("New Words"), "gone": style_id("Gone Words"), "cut": SMALL}
BARN = 7.7  # centimeters


def milestones(page: Page) -> None:
    """Every moment that was named, the oldest first."""
    if page.report.milestones:
        page.say("Heading 1", page.report.label("milestones"))
    for each in page.report.milestones:
        page.say("Heading 2", each.title)
        page.say("Small Print", *page.signature(each), keep=bool(each.text))
        if each.text:
            page.quoted(page.words(each, each.text))
        if each.rival:
            page.say("Rival", page.report.label("rival"))


def moved(page: Page) -> None:
    """Both pictures, then answers, small entries, questions and words that are others now."""
    changes, label = page.report.moved, page.report.label
    if changes is None:
        return
    page.say("Heading 1", label("moved"))
    page.say("Normal", f"{changes.since}. {label('neutral')}", keep=True)
    _pictures(page, changes)
    _moves(page, changes.moves)
    for sentence in changes.here:
        page.say("Normal", sentence)
    _turns(page, changes.turns)
    _questions(page, changes.asked)
    _rewordings(page, changes.rewordings)


def _pictures(page: Page, changes: ChangesSince) -> None:
    """Then and now, side by side."""
    label = page.report.label
    heads = tuple(label(name) for name, _picture in changes.pictures)
    table = page.table(label("standing"), heads, (8.25, 8.25))
    table.row([list(_barn(page, picture)) for _name, picture in changes.pictures])
    page.say("Small Print", "")


def _barn(page: Page, standing: Picture) -> Iterator[Element]:
    words = f"{standing.title}. {standing.words}"
    yield page.paragraph("Table Text", page.picture(png(standing.svg), words, BARN))
    runs: list[Run] = []
    for count in standing.counts:
        runs += [page.chip(count.choice, count.many), Run(" ")]
    yield page.paragraph("Table Text", *runs)


def _moves(page: Page, moves: Sequence[DescribedAnswer]) -> None:
    label = page.report.label
    if not moves:
        return
    heads = (label("question"), label("then"), label("now"))
    table = page.table(label("moved"), heads, (8.1, 4.2, 4.2))
    for each in moves:
        part = [page.paragraph("Table Text", Run(each.part, SMALL))] if each.part else []
        name = (Run(f"{each.number} ", NUMBER), Run(each.label, STRESSED))
        table.row(
            [
                [page.paragraph("Table Text", *name), *part],
                [page.paragraph("Table Text", page.chip(each.before))],
                [page.paragraph("Table Text", page.chip(each.after))],
            ]
        )
    page.say("Small Print", "")


def _turns(page: Page, turns: Sequence[DescribedItem]) -> None:
    if turns:
        page.say("Heading 2", page.report.label("turns"))
    for each in turns:
        where = Run(f"{each.number} {each.label} · {each.kind}, ")
        page.say("Turn", where, Run(each.what, STRESSED), f" · {inline(each.by)}", keep=True)
        page.quoted(Run(each.text, STRUCK if each.code in {"struck", "gone"} else ""))


def _questions(page: Page, questions: Sequence[DescribedQuestion]) -> None:
    if questions:
        page.say("Heading 2", page.report.label("asked_apart"))
    for each in questions:
        page.say("List Bullet", Run(f"{each.number} ", NUMBER), f"{each.label}: {each.what}")


def _rewordings(page: Page, rewordings: Sequence[DescribedText]) -> None:
    """New words are underlined, words that are gone struck; signs say it to who sees neither."""
    label = page.report.label
    if rewordings:
        page.say("Heading 2", label("reworded"))
        signs = [_piece(DiffPiece(code, label(f"{code}_words")))[1] for code in ("new", "gone")]
        page.say("Small Print", label("how_words"), " ", signs[0], " ", signs[1], keep=True)
    for each in rewordings:
        page.say("Heading 3", each.title)
        runs = [run for piece in each.pieces for run in _piece(piece)]
        page.quoted(*runs)


def _piece(piece: DiffPiece) -> tuple[Run, Run, Run]:
    before, words, after = piece.around()
    if piece.code == "cut":
        words = f" {words} "
    return Run(before), Run(words, STYLES.get(piece.code, "")), Run(after)

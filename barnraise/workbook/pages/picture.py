"""The barn of one workbook: a course a stage, a piece a question, and the same in words."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from barnraise.ui.picture import Course, Piece, draw
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.state.looks import LOOK
from barnraise.workbook.state.snapshot import QuestionReading, Reading
from barnraise.workbook.state.stage_counts import counts, tiles
from barnraise.workbook.state.wording import words_of


def picture_of(desk: Desk, *, ident: str = "picture", links: bool = True) -> SafeString:
    """The picture as SVG, with its title and a text that says the same."""
    courses = [
        Course(
            tile.stage.title.in_(desk.language),
            tuple(_piece(desk, number, reading) for reading in tile.questions),
        )
        for number, tile in enumerate(tiles(desk.reading), 1)
    ]
    title = _("What is standing in %(name)s") % {"name": desk.partnership.title}
    svg = draw(courses, title=title, description=in_words(desk), ident=ident, links=links)
    return mark_safe(svg)  # noqa: S308  every text in it is escaped where it is drawn


def _piece(desk: Desk, number: int, reading: QuestionReading) -> Piece:
    question = reading.question
    said = words_of(reading.choice, desk.instrument, desk.language)
    title = f"{desk.instrument.number(question)} {question.label.in_(desk.language)}: {said}"
    page = desk.stage_path(number)
    return Piece(LOOK[reading.choice], title, f"{page}#answer-{question.key}")


def in_words(desk: Desk) -> str:
    """The picture said in words: each stage, each question, what was answered."""
    sentences = []
    for number, tile in enumerate(tiles(desk.reading), 1):
        said = "; ".join(
            f"{each.question.label.in_(desk.language)}: "
            f"{words_of(each.choice, desk.instrument, desk.language)}"
            for each in tile.questions
        )
        sentences.append(f"{number}. {tile.stage.title.in_(desk.language)}. {said}.")
    return " ".join(sentences)


def legend(reading: Reading) -> tuple[tuple[str, int], ...]:
    """How many pieces have each choice, in the fixed order."""
    return counts(reading.questions)

"""The barn of one workbook: a course a stage, a piece a question, and the same in words."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from barnraise.ui.mixed_text import MixedText, filled, isolated, joined
from barnraise.ui.picture import BarnPiece, Course, draw
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.state.looks import LOOK
from barnraise.workbook.state.snapshot import QuestionState, Snapshot
from barnraise.workbook.state.stage_counts import choice_counts, stage_counts
from barnraise.workbook.state.wording import words_of


def picture_of(page: PageContext, *, ident: str = "picture", links: bool = True) -> SafeString:
    """The picture as SVG, with its title and a text that says the same."""
    courses = [
        Course(
            isolated(tile.stage.title.in_(page.language)),
            tuple(_piece(page, number, state) for state in tile.questions),
        )
        for number, tile in enumerate(stage_counts(page.snapshot), 1)
    ]
    title = isolated(filled(_("What is standing in %(name)s"), name=page.partnership.title))
    words = isolated(in_words(page))
    svg = draw(courses, title=title, description=words, ident=ident, links=links)
    return mark_safe(svg)  # noqa: S308  every text in it is escaped where it is drawn


def _piece(page: PageContext, number: int, state: QuestionState) -> BarnPiece:
    question = state.question
    title = joined(" ", (page.instrument.number(question), _answer(page, state)))
    path = page.stage_path(number)
    return BarnPiece(LOOK[state.choice], isolated(title), f"{path}#answer-{question.key}")


def in_words(page: PageContext) -> MixedText:
    """The picture said in words: each stage, each question, what was answered."""
    sentences = []
    for number, tile in enumerate(stage_counts(page.snapshot), 1):
        answers = joined("; ", (_answer(page, each) for each in tile.questions))
        title = tile.stage.title.in_(page.language)
        sentences.append(joined("", (f"{number}. ", title, ". ", answers, ".")))
    return joined(" ", sentences)


def _answer(page: PageContext, state: QuestionState) -> MixedText:
    """A question's label and what was answered."""
    words = words_of(state.choice, page.instrument, page.language)
    return joined(": ", (state.question.label.in_(page.language), words))


def legend(snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """How many pieces have each choice, in the fixed order."""
    return choice_counts(snapshot.questions)

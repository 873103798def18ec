"""The picture of a report: SVG that stands alone, and the same in words."""

from barnraise.reports.document.report import ReportQuestion, ReportStage
from barnraise.reports.document.values import Count, Picture
from barnraise.ui.mixed_text import MixedText, isolated, joined
from barnraise.ui.picture import BarnPiece, Course, draw

COLORS = 5  # stages, then they begin again


def in_words(stages: tuple[ReportStage, ...]) -> MixedText:
    """Each stage, each question, what was answered."""
    return joined(" ", map(_in_words, stages))


def _in_words(stage: ReportStage) -> MixedText:
    answers = joined("; ", map(_answer, stage.questions))
    return joined("", (f"{stage.number}. ", stage.title, ". ", answers, "."))


def _answer(question: ReportQuestion) -> MixedText:
    return joined(": ", (question.label, question.choice.words))


def svg(stages: tuple[ReportStage, ...], title: str, ident: str = "picture") -> str:
    """The barn: a course a stage, a piece a question; it needs no other file."""
    courses = [Course(isolated(stage.title), tuple(_pieces(stage))) for stage in stages]
    return draw(
        courses,
        title=isolated(title),
        description=isolated(in_words(stages)),
        ident=ident,
        links=False,
        standalone=True,
    )


def picture(
    title: str, stages: tuple[ReportStage, ...], counts: tuple[Count, ...], ident: str = "picture"
) -> Picture:
    """The picture with its title, its words and its counts."""
    return Picture(title, svg(stages, title, ident), in_words(stages), counts)


def columns(stages: tuple[ReportStage, ...], title: str, many: int) -> list[str]:
    """The picture of very many stages in so many columns, the first stages in the first."""
    each = -(-len(stages) // many)
    each += -each % COLORS  # so that colors go on from one column to the next
    return [
        draw(
            [
                Course(isolated(stage.title), tuple(_pieces(stage)))
                for stage in stages[start : start + each]
            ],
            title=isolated(title),
            description="",
            links=False,
            standalone=True,
            plain=True,
        )
        for start in range(0, len(stages), each)
    ]


def _pieces(stage: ReportStage) -> list[BarnPiece]:
    return [
        BarnPiece(each.choice.look, isolated(joined(" ", (each.number, _answer(each)))))
        for each in stage.questions
    ]

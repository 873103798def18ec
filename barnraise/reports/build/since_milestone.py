"""The milestones of a workbook, and what moved since the last one that anything followed."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnraise.instruments.document import Instrument
from barnraise.reports.build.values import moment
from barnraise.reports.document.picture import picture
from barnraise.reports.document.report import ReportQuestion, ReportStage
from barnraise.reports.document.since_milestone import ChangesSince, ReportMilestone
from barnraise.reports.document.values import Count, Picture
from barnraise.ui.mixed_text import by_person, filled
from barnraise.workbook.history.as_of import Moment, as_of, opening
from barnraise.workbook.history.description import DescribedText, DiffPiece
from barnraise.workbook.history.diff import diff
from barnraise.workbook.history.diff_words import describe
from barnraise.workbook.history.milestones import named_under
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.milestones import Milestone
from barnraise.workbook.state.milestones import milestones as standing_milestones
from barnraise.workbook.state.snapshot import QuestionState, Snapshot
from barnraise.workbook.state.stage_counts import choice_counts
from barnraise.workbook.state.wording import shown_choice, signed_by

MAX_LOOKED_AT = 3  # milestones tried, the latest first, until one is found that is different


def milestones(workbook: Workbook, snapshot: Snapshot) -> tuple[ReportMilestone, ...]:
    """Every named moment, the oldest first."""
    editions = named_under(workbook)
    return tuple(
        ReportMilestone(
            id=str(each.entry.id),
            by=signed_by(each.entry),
            name=by_person(each.entry.name),
            organization=by_person(each.entry.organization),
            at=moment(each.at),
            rival=each.field_state.split,
            number=each.number,
            title=each.name,
            text=each.note,
            version=each.version,
            edition=editions.get(each.field_state.field, 0),
        )
        for each in standing_milestones(snapshot)
    )


def changes_since(workbook: Workbook, snapshot: Snapshot, language: str) -> ChangesSince | None:
    """What is different from the last milestone, or from the beginning of this round."""
    for since, name, then in _earlier(workbook, snapshot):
        comparison = diff(then.snapshot, snapshot)
        if not comparison.nothing:
            words = describe(comparison, language)
            return ChangesSince(
                moves=words.moves,
                turns=words.turns,
                rewordings=tuple(map(_cut, words.rewordings)),
                asked=words.asked,
                here=words.here,
                since=filled(since, name=name, when=moment(then.at).words),
                at=moment(then.at),
                version=then.version,
                before=_picture(then.snapshot, "then", _("What was standing then"), language),
                after=_picture(snapshot, "now", _("What is standing now"), language),
            )
    return None


def _earlier(workbook: Workbook, snapshot: Snapshot) -> Iterator[tuple[str, str, Moment]]:
    """The moments to compare with, the latest first, each with a sentence and a name for it."""
    there: tuple[Milestone, ...] = standing_milestones(snapshot)
    for each in there[: -MAX_LOOKED_AT - 1 : -1]:
        yield _("Since “%(name)s”, %(when)s"), each.name, as_of(workbook, each.version)
    began = None if there else opening(workbook)
    if began:
        yield _("Since this round of questions began, %(when)s"), "", began


def _cut(text: DescribedText) -> DescribedText:
    """The text without the words that are as they were, which say only how many they are."""
    return replace(text, pieces=tuple(map(_cut_piece, text.pieces)))


def _cut_piece(piece: DiffPiece) -> DiffPiece:
    if piece.code != "cut":
        return piece
    many = ngettext("[… %(many)s word as before …]", "[… %(many)s words as before …]", piece.many)
    return replace(piece, text=many % {"many": piece.many})


def _picture(snapshot: Snapshot, ident: str, title: str, language: str) -> Picture:
    instrument = snapshot.instrument
    stages = tuple(
        ReportStage(
            number=number,
            key=stage.key,
            title=stage.title.in_(language),
            questions=tuple(
                _question(state, instrument, language) for state in snapshot.of_stage(stage)
            ),
        )
        for number, stage in enumerate(instrument.stages, 1)
    )
    counts = tuple(
        Count(shown_choice(code, instrument, language), many)
        for code, many in choice_counts(snapshot.questions)
    )
    return picture(title, stages, counts, ident)


def _question(state: QuestionState, instrument: Instrument, language: str) -> ReportQuestion:
    return ReportQuestion(
        number=instrument.number(state.question),
        key=state.question.key,
        label=state.question.label.in_(language),
        wording="",
        choice=shown_choice(state.choice, instrument, language),
    )

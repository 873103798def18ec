"""The milestones of a workbook, and what moved since the last one that anything followed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnraise.instruments.document import Instrument
from barnraise.reports.build.values import choice, moment, signature
from barnraise.reports.document import report as told
from barnraise.reports.document.picture import picture
from barnraise.workbook.history.as_of import Moment, as_of, opening
from barnraise.workbook.history.diff import diff
from barnraise.workbook.history.diff_words import Choice, Moves, Piece
from barnraise.workbook.history.diff_words import describe as in_words
from barnraise.workbook.history.milestones import named_under
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.milestones import Milestone
from barnraise.workbook.state.milestones import milestones as named
from barnraise.workbook.state.snapshot import QuestionState, Snapshot
from barnraise.workbook.state.stage_counts import choice_counts

MAX_LOOKED_AT = 3  # milestones tried, the latest first, until one is found that is different


def milestones(workbook: Workbook, snapshot: Snapshot) -> tuple[told.Milestone, ...]:
    """Every named moment, the oldest first."""
    editions = named_under(workbook)
    return tuple(
        told.Milestone(
            id=str(each.entry.id),
            by=signature(each.entry.name, each.entry.organization),
            name=each.entry.name,
            organization=each.entry.organization,
            at=moment(each.at),
            rival=each.field_state.split,
            number=each.number,
            title=each.name,
            text=each.note,
            version=each.version,
            edition=editions.get(each.field_state.field, 0),
        )
        for each in named(snapshot)
    )


def moved(workbook: Workbook, snapshot: Snapshot, language: str) -> told.Moved | None:
    """What is different from the last milestone, or from the beginning of this round."""
    for since, then in _earlier(workbook, snapshot):
        found = diff(then.snapshot, snapshot)
        if not found.nothing:
            words = since % {"when": moment(then.at).words}
            pictures = (
                _picture(then.snapshot, "then", _("What was standing then"), language),
                _picture(snapshot, "now", _("What is standing now"), language),
            )
            return _moved(words, then, in_words(found, language), pictures)
    return None


def _earlier(workbook: Workbook, snapshot: Snapshot) -> Iterator[tuple[str, Moment]]:
    """The moments to compare with, the latest first."""
    there: tuple[Milestone, ...] = named(snapshot)
    for each in there[: -MAX_LOOKED_AT - 1 : -1]:
        name = each.name.replace("%", "%%")
        yield _("Since “%(name)s”, %%(when)s") % {"name": name}, as_of(workbook, each.version)
    began = None if there else opening(workbook)
    if began:
        yield _("Since this round of questions began, %(when)s"), began


def _moved(
    since: str, then: Moment, words: Moves, pictures: tuple[told.Standing, told.Standing]
) -> told.Moved:
    before, after = pictures
    return told.Moved(
        since=since,
        at=moment(then.at),
        version=then.version,
        before=before,
        after=after,
        moves=tuple(
            told.Move(m.number, m.key, m.label, _choice(m.before), _choice(m.after), m.part)
            for m in words.moves
        ),
        turns=tuple(
            told.Turn(t.number, t.key, t.label, t.code, t.what, t.kind, t.text, t.by)
            for t in words.turns
        ),
        rewordings=tuple(_rewordings(words)),
        asked=tuple(
            told.QuestionChange(a.number, a.key, a.label, a.code, a.what) for a in words.asked
        ),
        here=words.here,
    )


def _choice(found: Choice) -> told.Choice:
    return told.Choice(found.code, found.words, found.look)


def _rewordings(words: Moves) -> Iterator[told.Rewording]:
    for each in words.rewordings:
        stretches = (told.Stretch(piece.code, _shown(piece)) for piece in each.pieces)
        yield told.Rewording(each.field, each.title, tuple(stretches))


def _shown(piece: Piece) -> str:
    """The words, or in the place of those cut out how many there are."""
    if piece.code != "cut":
        return piece.text
    many = ngettext("[… %(many)s word as before …]", "[… %(many)s words as before …]", piece.many)
    return many % {"many": piece.many}


def _picture(snapshot: Snapshot, ident: str, title: str, language: str) -> told.Standing:
    asks = snapshot.instrument
    stages = tuple(
        told.Stage(
            number=number,
            key=stage.key,
            title=stage.title.in_(language),
            questions=tuple(_question(q, asks, language) for q in snapshot.of_stage(stage)),
        )
        for number, stage in enumerate(asks.stages, 1)
    )
    tally = choice_counts(snapshot.questions)
    many = tuple(told.Count(choice(code, asks, language), count) for code, count in tally)
    return picture(title, stages, many, ident)


def _question(each: QuestionState, asks: Instrument, language: str) -> told.Question:
    return told.Question(
        number=asks.number(each.question),
        key=each.question.key,
        label=each.question.label.in_(language),
        wording="",
        choice=choice(each.choice, asks, language),
    )

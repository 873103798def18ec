"""Makes the report of a workbook: everything in it at one moment, in one language."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _

from barnraise.instruments.document import NoteField, Stage, Words
from barnraise.reports.build.labels import how_to_read, labels
from barnraise.reports.build.log import FieldTitles, log_rows, no_longer_asked
from barnraise.reports.build.since_milestone import changes_since, milestones
from barnraise.reports.build.values import answers, evidence, heres, moment, quotes, steps
from barnraise.reports.document.picture import picture
from barnraise.reports.document.report import (
    QuotesOfKind,
    Report,
    ReportDatedStep,
    ReportEdition,
    ReportOrigin,
    ReportPart,
    ReportQuestion,
    ReportRound,
    ReportStage,
    ReportText,
    ReportTopic,
)
from barnraise.reports.document.values import Count, Picture, Quote
from barnraise.ui.mixed_text import filled
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.labels import prompt_words
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.looks import ShownChoice
from barnraise.workbook.state.snapshot import FieldState, Part, QuestionState, Snapshot
from barnraise.workbook.state.stage_counts import ORDER, choice_counts, dated_steps
from barnraise.workbook.state.topics import topics
from barnraise.workbook.state.wording import origin_words, reason_of, shown_choice

# Kinds with values of their own in a report; all others under a question are quoted.
OWN_VALUES = {"answer", "evidence", "step"}
QUOTED = tuple(
    kind for kind in KINDS.values() if kind.is_of_question and kind.name not in OWN_VALUES
)


def report_of(workbook: Workbook, language: str, at: datetime) -> Report:
    """The whole workbook as a report; `at` is the moment it is made."""
    with override(language):
        return _ReportBuilder(workbook, language, at).report()


class _ReportBuilder:
    """Reads once and tells every part in one language."""

    def __init__(self, workbook: Workbook, language: str, at: datetime) -> None:
        self.workbook, self.at, self.language = workbook, at, language
        self.snapshot: Snapshot = snapshot_of(workbook)
        self.instrument = self.snapshot.instrument
        known = self.instrument.languages
        self.spoken = language if language in known else known[0]

    def report(self) -> Report:
        stages = tuple(self.stage(n, each) for n, each in enumerate(self.instrument.stages, 1))
        titles = FieldTitles(self.workbook, self.spoken)
        partnership, edition = self.workbook.partnership, self.workbook.edition
        report_edition = ReportEdition(
            self.translated(self.instrument.title),
            self.instrument.key,
            edition.version,
            edition.sha256,
        )
        return Report(
            language=self.language,
            direction="rtl" if get_language_info(self.language)["bidi"] else "ltr",
            title=partnership.title,
            subtitle=report_edition.title,
            example=_("Made up: an example.") if partnership.is_example else "",
            from_file=self.origin(),
            made_at=moment(self.at),
            slug=partnership.slug,
            version=self.snapshot.version,
            way=_("By ticking") if self.snapshot.way == "tick" else _("On the scale"),
            edition=report_edition,
            rounds=self.rounds(),
            standing=self.standing(stages),
            stages=stages,
            topics=self.topics(),
            steps=self.steps(),
            left=no_longer_asked(self.workbook, self.snapshot.field_states, titles),
            milestones=milestones(self.workbook, self.snapshot),
            moved=changes_since(self.workbook, self.snapshot, self.spoken),
            history=log_rows(self.workbook, titles, until=self.snapshot.version),
            how_to_read=how_to_read(),
            choices=self.choices(),
            source=self.translated(self.instrument.source),
            credit=self.translated(self.instrument.credit),
            about=self.about(report_edition),
            labels=labels(),
        )

    def origin(self) -> ReportOrigin | None:
        """The file the workbook was opened from, unless this server had written it."""
        origin = self.workbook.file_origin
        if origin is None or origin.is_checked:
            return None
        return ReportOrigin(origin_words(origin), moment(origin.at), origin.entries)

    def rounds(self) -> tuple[ReportRound, ...]:
        rows = self.workbook.rounds.select_related("edition", "opened_by").order_by("number")
        return tuple(
            ReportRound(
                each.number,
                each.edition.version,
                moment(each.opened_at),
                each.opened_by.said_by if each.opened_by else "",
            )
            for each in rows
        )

    def translated(self, words: Words) -> str:
        return words.in_(self.spoken)

    def choice(self, code: str) -> ShownChoice:
        return shown_choice(code, self.instrument, self.spoken)

    def counts(self, questions: tuple[QuestionState, ...]) -> tuple[Count, ...]:
        return tuple(Count(self.choice(code), many) for code, many in choice_counts(questions))

    def standing(self, stages: tuple[ReportStage, ...]) -> Picture:
        title = filled(_("What is standing in %(name)s"), name=self.workbook.partnership.title)
        return picture(title, stages, self.counts(self.snapshot.questions))

    def stage(self, number: int, stage: Stage) -> ReportStage:
        states = self.snapshot.of_stage(stage)
        return ReportStage(
            number=number,
            key=stage.key,
            title=self.translated(stage.title),
            alias=self.translated(stage.alias),
            intro=self.translated(stage.intro),
            here=heres(self.snapshot.field_state(f"now/{stage.key}")),
            counts=self.counts(states),
            questions=tuple(self.question(each) for each in states),
            texts=tuple(self.text(each) for each in stage.notes),
        )

    def text(self, box: NoteField) -> ReportText:
        field_state = self.snapshot.field_state(f"text/{box.key}")
        prompt = prompt_words(box, self.spoken)
        return ReportText(box.key, prompt, self.quoted(field_state))

    def quoted(self, *field_states: FieldState) -> tuple[Quote, ...]:
        return quotes(*field_states, instrument=self.instrument, language=self.spoken)

    def question(self, state: QuestionState) -> ReportQuestion:
        question = state.question
        return ReportQuestion(
            number=self.instrument.number(question),
            key=question.key,
            label=self.translated(question.label),
            wording=self.translated(question.wording),
            choice=self.choice(state.choice),
            from_parts=bool(state.from_parts),
            answers=answers(state.answer, self.instrument, self.spoken),
            parts=tuple(self.part(each) for each in state.parts),
            quotes=tuple(self.quotes(question.key)),
            evidence=evidence(*state.evidence),
            steps=steps(*state.steps),
        )

    def quotes(self, key: str) -> Iterator[QuotesOfKind]:
        """What was said under a question, kind by kind; kinds of which nothing was are left out."""
        for kind in QUOTED:
            if texts := self.quoted(*self.snapshot.of_kind(kind, key)):
                yield QuotesOfKind(kind.name, _(kind.heading), texts)

    def part(self, part: Part) -> ReportPart:
        versions = answers(part.field_state, self.instrument, self.spoken)
        wording = self.translated(part.wording)
        return ReportPart(part.number, wording, self.choice(part.field_state.choice), versions)

    def topics(self) -> tuple[ReportTopic, ...]:
        return tuple(
            ReportTopic(
                self.instrument.number(each.state.question),
                each.state.question.key,
                self.translated(each.state.question.label),
                self.choice(each.state.choice),
                reason_of(each, self.instrument, self.spoken),
            )
            for each in topics(self.snapshot)
        )

    def steps(self) -> tuple[ReportDatedStep, ...]:
        return tuple(
            ReportDatedStep(
                self.instrument.number(each.question.question),
                each.question.question.key,
                self.translated(each.question.question.label),
                version,
            )
            for each in dated_steps(self.snapshot)
            for version in steps(each.field_state)
        )

    def choices(self) -> tuple[tuple[ShownChoice, str], ...]:
        anchors = {each.code: self.translated(each.anchor) for each in self.instrument.scale}
        anchors["disagree"] = _("We see it differently; each view is given in its own words")
        anchors[""] = _("Nobody has said yet")
        return tuple((self.choice(code), anchors.get(code, "")) for code in _legend(anchors))

    def about(self, edition: ReportEdition) -> tuple[str, ...]:
        many = len(self.snapshot.questions)
        return (
            filled(
                _("Questions: %(title)s, version %(version)s (%(sha)s)"),
                title=edition.title,
                version=str(edition.version),
                sha=edition.short,
            ),
            ngettext("%(many)s question", "%(many)s questions", many) % {"many": many},
            _("Made on %(when)s from version %(version)s of the workbook.")
            % {"when": moment(self.at).words, "version": self.snapshot.version},
            *(
                _("Round %(n)s was opened on %(when)s with version %(version)s of the questions.")
                % {"n": each.number, "when": each.opened_at.words, "version": each.version}
                for each in self.rounds()
            ),
            *self._until(),
            _("Made with Barnraise, which is open-source software."),
        )

    def _until(self) -> tuple[str, ...]:
        until = self.workbook.partnership.example_until
        if until is None:
            return ()
        return (
            _("This partnership is made up. Its workbook is removed on %(day)s.")
            % {"day": date_format(until, "DATE_FORMAT")},
        )


def _legend(known: Iterable[str]) -> tuple[str, ...]:
    """Every choice that can appear in the picture, in the fixed order."""
    return tuple(code for code in ORDER if code in {*known})

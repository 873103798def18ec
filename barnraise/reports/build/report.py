"""Makes the report of a workbook: everything in it at one moment, in one language."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _

from barnraise.instruments import document as asked
from barnraise.reports.build.labels import how_to_read, labels
from barnraise.reports.build.log import FieldTitles, log_rows, no_longer_asked
from barnraise.reports.build.since_milestone import milestones, moved
from barnraise.reports.build.values import answers, choice, evidence, heres, moment, steps, texts
from barnraise.reports.document import report as told
from barnraise.reports.document.picture import picture
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import snapshot_of
from barnraise.workbook.state.snapshot import Part, QuestionState, Snapshot
from barnraise.workbook.state.stage_counts import ORDER, choice_counts, dated_steps
from barnraise.workbook.state.topics import topics
from barnraise.workbook.state.wording import reason_of


def report_of(workbook: Workbook, language: str, at: datetime) -> told.Report:
    """The whole workbook as a report; `at` is the moment it is made."""
    with override(language):
        return _Maker(workbook, language, at).report()


class _Maker:
    """Reads once and tells every part in one language."""

    def __init__(self, workbook: Workbook, language: str, at: datetime) -> None:
        self.workbook, self.at, self.language = workbook, at, language
        self.snapshot: Snapshot = snapshot_of(workbook)
        self.asked = self.snapshot.instrument
        known = self.asked.languages
        self.spoken = language if language in known else known[0]

    def report(self) -> told.Report:
        stages = tuple(self.stage(n, each) for n, each in enumerate(self.asked.stages, 1))
        titles = FieldTitles(self.workbook, self.spoken)
        partnership, edition = self.workbook.partnership, self.workbook.edition
        found = told.Edition(
            self.said(self.asked.title), self.asked.key, edition.version, edition.sha256
        )
        return told.Report(
            language=self.language,
            direction="rtl" if get_language_info(self.language)["bidi"] else "ltr",
            title=partnership.title,
            subtitle=found.title,
            example=_("Made up: an example.") if partnership.is_example else "",
            made_at=moment(self.at),
            slug=partnership.slug,
            version=self.snapshot.version,
            way=_("By ticking") if self.snapshot.way == "tick" else _("On the scale"),
            edition=found,
            rounds=self.rounds(),
            standing=self.standing(stages),
            stages=stages,
            topics=self.topics(),
            steps=self.steps(),
            left=no_longer_asked(self.workbook, self.snapshot.field_states, titles),
            milestones=milestones(self.workbook, self.snapshot),
            moved=moved(self.workbook, self.snapshot, self.spoken),
            history=log_rows(self.workbook, titles, until=self.snapshot.version),
            how_to_read=how_to_read(),
            choices=self.choices(),
            source=self.said(self.asked.source),
            credit=self.said(self.asked.credit),
            about=self.about(found),
            labels=labels(),
        )

    def rounds(self) -> tuple[told.Round, ...]:
        rows = self.workbook.rounds.select_related("edition", "opened_by").order_by("number")
        return tuple(
            told.Round(
                each.number,
                each.edition.version,
                moment(each.opened_at),
                each.opened_by.said_by if each.opened_by else "",
            )
            for each in rows
        )

    def said(self, words: asked.Words) -> str:
        return words.in_(self.spoken)

    def choice(self, code: str) -> told.Choice:
        return choice(code, self.asked, self.spoken)

    def counts(self, questions: tuple[QuestionState, ...]) -> tuple[told.Count, ...]:
        return tuple(told.Count(self.choice(code), many) for code, many in choice_counts(questions))

    def standing(self, stages: tuple[told.Stage, ...]) -> told.Standing:
        title = _("What is standing in %(name)s") % {"name": self.workbook.partnership.title}
        return picture(title, stages, self.counts(self.snapshot.questions))

    def stage(self, number: int, stage: asked.Stage) -> told.Stage:
        states = self.snapshot.of_stage(stage)
        return told.Stage(
            number=number,
            key=stage.key,
            title=self.said(stage.title),
            alias=self.said(stage.alias),
            intro=self.said(stage.intro),
            here=heres(self.snapshot.field_state(f"now/{stage.key}")),
            counts=self.counts(states),
            questions=tuple(self.question(each) for each in states),
            texts=tuple(self.text(each) for each in stage.notes),
        )

    def text(self, box: asked.NoteField) -> told.Text:
        field_state = self.snapshot.field_state(f"text/{box.key}")
        return told.Text(box.key, self.said(box.prompt), texts(field_state))

    def question(self, state: QuestionState) -> told.Question:
        question = state.question
        return told.Question(
            number=self.asked.number(question),
            key=question.key,
            label=self.said(question.label),
            wording=self.said(question.wording),
            choice=self.choice(state.choice),
            from_parts=bool(state.from_parts),
            answers=answers(state.answer, self.asked, self.spoken),
            reasons=texts(state.reason),
            parts=tuple(self.part(each) for each in state.parts),
            views=texts(*state.views),
            notes=texts(*state.notes),
            evidence=evidence(*state.evidence),
            steps=steps(*state.steps),
        )

    def part(self, part: Part) -> told.Part:
        given = answers(part.field_state, self.asked, self.spoken)
        wording = self.said(part.wording)
        return told.Part(part.number, wording, self.choice(part.field_state.choice), given)

    def topics(self) -> tuple[told.Topic, ...]:
        return tuple(
            told.Topic(
                self.asked.number(each.state.question),
                each.state.question.key,
                self.said(each.state.question.label),
                self.choice(each.state.choice),
                reason_of(each, self.asked, self.spoken),
            )
            for each in topics(self.snapshot)
        )

    def steps(self) -> tuple[told.DatedStep, ...]:
        return tuple(
            told.DatedStep(
                self.asked.number(each.question.question),
                each.question.question.key,
                self.said(each.question.question.label),
                version,
            )
            for each in dated_steps(self.snapshot)
            for version in steps(each.field_state)
        )

    def choices(self) -> tuple[tuple[told.Choice, str], ...]:
        anchors = {each.code: self.said(each.anchor) for each in self.asked.scale}
        anchors["disagree"] = _("We see it differently; each view is given in its own words")
        anchors[""] = _("Nobody has said yet")
        return tuple((self.choice(code), anchors.get(code, "")) for code in _legend(anchors))

    def about(self, edition: told.Edition) -> tuple[str, ...]:
        many = len(self.snapshot.questions)
        return (
            _("Questions: %(title)s, version %(version)s (%(sha)s)")
            % {"title": edition.title, "version": edition.version, "sha": edition.short},
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

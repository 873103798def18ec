"""Makes the report of a workbook: everything in it at one moment, in one language."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _

from barnraise.instruments import document as asked
from barnraise.reports.build.labels import how_to_read, labels
from barnraise.reports.build.log import Titles, changes, left
from barnraise.reports.build.since_milestone import milestones, moved
from barnraise.reports.build.values import answers, choice, evidence, heres, moment, steps, texts
from barnraise.reports.document import report as told
from barnraise.reports.document.picture import picture
from barnraise.workbook.models import Workbook
from barnraise.workbook.state.load import reading_of
from barnraise.workbook.state.snapshot import Part, QuestionReading, Reading
from barnraise.workbook.state.stage_counts import ORDER, counts, dated_steps
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
        self.reading: Reading = reading_of(workbook)
        self.asked = self.reading.instrument
        known = self.asked.languages
        self.spoken = language if language in known else known[0]

    def report(self) -> told.Report:
        stages = tuple(self.stage(n, each) for n, each in enumerate(self.asked.stages, 1))
        titles = Titles(self.workbook, self.spoken)
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
            version=self.reading.version,
            way=_("By ticking") if self.reading.way == "tick" else _("On the scale"),
            edition=found,
            rounds=self.rounds(),
            standing=self.standing(stages),
            stages=stages,
            topics=self.topics(),
            steps=self.steps(),
            left=left(self.workbook, self.reading.places, titles),
            milestones=milestones(self.workbook, self.reading),
            moved=moved(self.workbook, self.reading, self.spoken),
            history=changes(self.workbook, titles, until=self.reading.version),
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

    def counts(self, questions: tuple[QuestionReading, ...]) -> tuple[told.Count, ...]:
        return tuple(told.Count(self.choice(code), many) for code, many in counts(questions))

    def standing(self, stages: tuple[told.Stage, ...]) -> told.Standing:
        title = _("What is standing in %(name)s") % {"name": self.workbook.partnership.title}
        return picture(title, stages, self.counts(self.reading.questions))

    def stage(self, number: int, stage: asked.Stage) -> told.Stage:
        readings = self.reading.of_stage(stage)
        return told.Stage(
            number=number,
            key=stage.key,
            title=self.said(stage.title),
            alias=self.said(stage.alias),
            intro=self.said(stage.intro),
            here=heres(self.reading.place(f"now/{stage.key}")),
            counts=self.counts(readings),
            questions=tuple(self.question(each) for each in readings),
            texts=tuple(self.text(each) for each in stage.notes),
        )

    def text(self, box: asked.NoteField) -> told.Text:
        place = self.reading.place(f"text/{box.key}")
        return told.Text(box.key, self.said(box.prompt), texts(place))

    def question(self, reading: QuestionReading) -> told.Question:
        question = reading.question
        return told.Question(
            number=self.asked.number(question),
            key=question.key,
            label=self.said(question.label),
            wording=self.said(question.wording),
            choice=self.choice(reading.choice),
            from_parts=bool(reading.from_parts),
            answers=answers(reading.answer, self.asked, self.spoken),
            reasons=texts(reading.reason),
            parts=tuple(self.part(each) for each in reading.parts),
            views=texts(*reading.views),
            notes=texts(*reading.notes),
            evidence=evidence(*reading.evidence),
            steps=steps(*reading.steps),
        )

    def part(self, part: Part) -> told.Part:
        given = answers(part.place, self.asked, self.spoken)
        wording = self.said(part.wording)
        return told.Part(part.number, wording, self.choice(part.place.choice), given)

    def topics(self) -> tuple[told.Topic, ...]:
        return tuple(
            told.Topic(
                self.asked.number(each.reading.question),
                each.reading.question.key,
                self.said(each.reading.question.label),
                self.choice(each.reading.choice),
                reason_of(each, self.asked, self.spoken),
            )
            for each in topics(self.reading)
        )

    def steps(self) -> tuple[told.DatedStep, ...]:
        return tuple(
            told.DatedStep(
                self.asked.number(each.question.question),
                each.question.question.key,
                self.said(each.question.question.label),
                version,
            )
            for each in dated_steps(self.reading)
            for version in steps(each.place)
        )

    def choices(self) -> tuple[tuple[told.Choice, str], ...]:
        anchors = {each.code: self.said(each.anchor) for each in self.asked.scale}
        anchors["disagree"] = _("We see it differently; each view is given in its own words")
        anchors[""] = _("Nobody has said yet")
        return tuple((self.choice(code), anchors.get(code, "")) for code in _legend(anchors))

    def about(self, edition: told.Edition) -> tuple[str, ...]:
        many = len(self.reading.questions)
        return (
            _("Questions: %(title)s, version %(version)s (%(sha)s)")
            % {"title": edition.title, "version": edition.version, "sha": edition.short},
            ngettext("%(many)s question", "%(many)s questions", many) % {"many": many},
            _("Made on %(when)s from version %(version)s of the workbook.")
            % {"when": moment(self.at).words, "version": self.reading.version},
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

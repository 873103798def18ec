"""From the lines of a form to its parts: which questions stand under which heading. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from barnraise.instruments.document import NOTHING
from barnraise.instruments.exchange.xlsform.language_names import plainly
from barnraise.instruments.exchange.xlsform.lines import FormLine
from barnraise.instruments.exchange.xlsform.result import (
    ANSWERED_AGAIN,
    BELONGS_NOWHERE,
    DISABLED,
    HEADING_ALONE,
    NO_PLACE,
    NOT_A_CHOICE,
    WITHOUT_TEXT,
    LeftoverList,
)

YES = {"yes", "true", "1", "true()"}
_GROUP = re.compile("(begin|end) ?(group|repeat|lgroup|loop|looped group)( .*)?")
_SELECT = re.compile(
    "(add )?(select ?(?P<how>one|1|multiple|all that apply)|rank)"
    "( external)?( prompt using)?( from)?( file)?(?P<list> .+?)?( or (specify )?other)?"
)


@dataclass
class FormPart:
    """A heading's line (none for what stands under no heading) and the lines under it."""

    heading: FormLine | None
    intros: list[FormLine] = field(default_factory=list)
    questions: list[FormLine] = field(default_factory=list)
    notes: list[FormLine] = field(default_factory=list)


@dataclass
class SurveyForm:
    """A form's parts in order, and the texts that belong to the whole."""

    parts: list[FormPart] = field(default_factory=list)
    texts: dict[str, list[FormLine]] = field(default_factory=dict)  # intro, source, credit


def list_of(line: FormLine) -> str:
    """The plain name of the list a question is answered from; "" when it names none."""
    match = _SELECT.fullmatch(kind_of(line))
    return (match["list"] or "").strip() if match else ""


def many_of(line: FormLine) -> bool:
    """Whether several answers may be chosen at once, or put in an order."""
    match = _SELECT.fullmatch(kind_of(line))
    return bool(match) and (match["how"] if match else "") not in {"one", "1"}


def kind_of(line: FormLine) -> str:
    return plainly(line.text("type"))


def leave(line: FormLine, why: str, leftover: LeftoverList) -> None:
    """List everything on a line but its name, unless the name is all it has."""
    means = [column for column in (*line.words, *line.texts) if column != "name"]
    for column in means if set(means) - {"type"} else ["name"]:
        leftover.add(line.left(column, why))


@dataclass
class FormReader:
    """Goes through the lines once and keeps track of the headings that are open."""

    leftover: LeftoverList
    form: SurveyForm = field(default_factory=SurveyForm)
    open: list[FormPart | None] = field(default_factory=list)

    def gather(self, lines: Iterable[FormLine]) -> SurveyForm:
        for line in lines:
            if plainly(line.text("disabled")) in YES:
                leave(line, DISABLED, self.leftover)
            else:
                self._take(line)
        self._drop_empty()
        return self.form

    def _take(self, line: FormLine) -> None:
        kind = kind_of(line)
        if group := _GROUP.fullmatch(kind):
            self._begin(line, group[2]) if group[1] == "begin" else self._end(line)
        elif _SELECT.fullmatch(kind):
            self._question(line)
        elif kind == "note":
            self._note(line)
        elif kind == "text" and "multiline" in plainly(line.text("appearance")):
            self._part().notes.append(line)
        elif line.words or line.texts:
            leave(line, NOT_A_CHOICE if line.words else NO_PLACE, self.leftover)

    def _begin(self, line: FormLine, kind: str) -> None:
        if kind != "group":
            self.leftover.add(line.left("type", ANSWERED_AGAIN))
        if line.words.get("label", NOTHING):
            part = FormPart(line)
            self.form.parts.append(part)
            self.open.append(part)
        else:  # a group without a title only holds things together
            self.open.append(self.open[-1] if self.open else None)
            self._leave_rest(line)

    def _end(self, line: FormLine) -> None:
        self._leave_rest(line)
        if self.open:
            self.open.pop()
        else:
            self.leftover.add(line.left("type", BELONGS_NOWHERE))

    def _leave_rest(self, line: FormLine) -> None:
        for means in (*line.words, *line.texts):
            if means not in {"type", "name"}:
                self.leftover.add(line.left(means, NO_PLACE))

    def _question(self, line: FormLine) -> None:
        if line.words.get("label", NOTHING):
            self._part().questions.append(line)
        else:
            leave(line, WITHOUT_TEXT, self.leftover)

    def _note(self, line: FormLine) -> None:
        part = self.open[-1] if self.open else None
        name = line.text("name")
        if part is not None and not part.questions:
            part.intros.append(line)
        elif part is None and not self.form.parts:
            self.form.texts.setdefault("intro", []).append(line)
        elif part is None and name in {"source", "credit"} and name not in self.form.texts:
            self.form.texts[name] = [line]
        else:
            leave(line, NO_PLACE, self.leftover)

    def _part(self) -> FormPart:
        """The part that is open, or the one for what stands under no heading."""
        if self.open and self.open[-1]:
            return self.open[-1]
        for part in self.form.parts:
            if part.heading is None:
                return part
        self.form.parts.append(FormPart(None))
        return self.form.parts[-1]

    def _drop_empty(self) -> None:
        for part in self.form.parts:
            if not part.questions:
                lines = [part.heading] if part.heading else []
                for line in [*lines, *part.intros, *part.notes]:
                    leave(line, HEADING_ALONE, self.leftover)
        self.form.parts = [part for part in self.form.parts if part.questions]

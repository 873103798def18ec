"""What comes out of another tool's form: a question set, and all that has no place in one. Pure.

The reasons are fixed sentences without names in them, so that a page can translate them.
"""

from dataclasses import dataclass, field

from barnraise.instruments.document import Instrument

ANSWERED_AGAIN = "This part is repeated in the form; here its questions are asked once."
ANOTHER_WORD = "This answer is offered here in the words of the nearest of the five answers."
BELONGS_NOWHERE = "This belongs to nothing on the sheet “survey”."
DISABLED = "This row is switched off in the form."
FORMULA = "This is a formula without a stored result; save the file once in a spreadsheet program."
HEADING_ALONE = "No question stands directly under this heading."
LANGUAGE_GUESSED = "The form does not say which language this is; look whether it was guessed well."
LANGUAGE_UNKNOWN = "This language has no known code; it was kept under one for private use."
NO_ANSWER = "This is none of the five answers."
NO_PLACE = "There is no place for this in a question set."
NOT_A_CHOICE = (
    "Questions of this kind have no counterpart: here they are answered from five answers."
)
OTHER_ANSWERS = "The question was kept; it is answered here with the five answers."
OTHER_NAME = "This name was changed to fit, or to be the only one."
SCALE_UNSPOKEN = "The five answers have no words in this language yet; write them."
SEVERAL = "The question was kept; several answers at once have no counterpart."
SHEET_UNREAD = "This sheet is not part of the questions."
STANDS_IN = "The first language has no text here; this one stands in for it."
TOO_LONG = "This is longer than fits; the end was cut off."
TWICE = "There is another text in the same language beside this one."
UNTITLED = "The form has no title; its name stands in."
WITHOUT_TEXT = "This question has no text."


class NotAForm(ValueError):  # noqa: N818 - said as people say it
    """A file that cannot be read as a form; its text says why, in one sentence."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class FormLeftover:
    """A text without counterpart, where it stands (row from 1; 0 is the whole sheet), and why."""

    sheet: str
    row: int
    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class FormResult:
    """The question set, and what was left out of it."""

    instrument: Instrument
    missing: tuple[FormLeftover, ...]


@dataclass
class LeftoverList:
    """Collects what is left out. The same text in the same column for the same reason is one."""

    texts: dict[tuple[str, str, str, str], FormLeftover] = field(default_factory=dict)

    def add(self, left: FormLeftover) -> None:
        self.texts.setdefault((left.sheet, left.column, left.text, left.why), left)

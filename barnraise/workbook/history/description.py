"""A comparison in the reader's words, as values: what pages and reports show of it. Pure."""

from dataclasses import dataclass

from barnraise.workbook.state.looks import ShownChoice

SIGNS = {"new": "+", "gone": "-"}


@dataclass(frozen=True)
class DescribedAnswer:
    """A question, or with `part` the part of one, that went from one answer to another."""

    number: str
    key: str
    label: str
    before: ShownChoice
    after: ShownChoice
    part: str = ""  # the part's wording


@dataclass(frozen=True)
class DescribedItem:
    """What happened to a note, a view, a piece of evidence or a next step."""

    number: str
    key: str
    label: str
    code: str  # "added", "changed", "done", "open", "struck", "back" or "gone"
    what: str  # the same in words
    kind: str  # in words: "note", "next step"
    text: str
    by: str
    struck: bool


@dataclass(frozen=True)
class DiffPiece:
    """Words of a text: "same", "new", "gone", or "cut" for `many` words that are as they were."""

    code: str
    text: str
    many: int = 0

    def around(self) -> tuple[str, str, str]:
        """The words with signs around those that are new or gone; the blanks before and after."""
        words = self.text.strip()
        sign = SIGNS.get(self.code)
        if not words or sign is None:
            return "", self.text, ""
        before, _words, after = self.text.partition(words)
        return before, f"[{sign} {words} {sign}]", after

    @property
    def signed(self) -> str:
        """All of it where only letters can be written."""
        return "".join(self.around())


@dataclass(frozen=True)
class DescribedText:
    """A text that reads differently, in pieces; `rival` when two versions stood at either time."""

    field: str
    title: str
    pieces: tuple[DiffPiece, ...]
    rival: bool = False


@dataclass(frozen=True)
class DescribedQuestion:
    """A question that only one of the two asks, or that both word differently."""

    number: str
    key: str
    label: str
    code: str  # "new", "gone" or "changed"
    what: str  # the same in words
    choice: ShownChoice


@dataclass(frozen=True)
class Description:
    """All that is different. It says neither better nor worse."""

    moves: tuple[DescribedAnswer, ...] = ()
    turns: tuple[DescribedItem, ...] = ()
    rewordings: tuple[DescribedText, ...] = ()
    asked: tuple[DescribedQuestion, ...] = ()
    here: tuple[str, ...] = ()  # stages the work came to or left, each in a sentence

    @property
    def nothing(self) -> bool:
        return not (self.moves or self.turns or self.rewordings or self.asked or self.here)

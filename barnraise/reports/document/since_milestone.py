"""What moved since an earlier moment, and the milestones, as values of a report. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from barnraise.reports.document.values import Choice, Moment, Signed, Standing

SIGNS = {"new": "+", "gone": "-"}
FIRST = 40  # letters that stand on one line


@dataclass(frozen=True)
class Milestone(Signed):
    """A moment that was named: `title` is its name, `text` what was added to it, "" for nothing.

    `version` is how far the workbook had come, `edition` the version of the questions then.
    """

    number: int = 0
    title: str = ""
    text: str = ""
    version: int = 0
    edition: int = 0


@dataclass(frozen=True)
class Move:
    """A question, or one part of it, whose answer is another one now.

    `part` is the part's wording, "" for the question itself.
    """

    number: str
    key: str
    label: str
    before: Choice
    after: Choice
    part: str = ""


@dataclass(frozen=True)
class Turn:
    """A next step, note, view or piece of evidence that was added, changed, done, struck …

    `what` says in the reader's words what happened to it; `text` is what it says.
    """

    number: str
    key: str
    label: str
    code: str  # "added", "changed", "done", "open", "struck", "back" or "gone"
    what: str
    kind: str  # in words: "note", "next step"
    text: str
    by: str


@dataclass(frozen=True)
class Stretch:
    """Words that are as they were, new, or gone; "cut" stands for many that are as they were."""

    code: str  # "same", "new", "gone" or "cut"
    text: str

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
class Rewording:
    """A text that reads differently now: where it stands, and its words in order."""

    field: str
    title: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class QuestionChange:
    """A question that only one of two versions of the questions asks, or that both word apart."""

    number: str
    key: str
    label: str
    code: str  # "new", "gone" or "changed"
    what: str  # the same in words


@dataclass(frozen=True)
class Moved:
    """What is different from an earlier moment. It says neither better nor worse."""

    since: str  # in words: which moment
    at: Moment
    version: int
    before: Standing  # the picture then, and now; each has ids of its own
    after: Standing
    moves: tuple[Move, ...] = ()
    turns: tuple[Turn, ...] = ()
    rewordings: tuple[Rewording, ...] = ()
    asked: tuple[QuestionChange, ...] = ()
    here: tuple[str, ...] = ()  # stages the work came to or left, each in a sentence

    @property
    def pictures(self) -> tuple[tuple[str, Standing], ...]:
        """Both pictures, each with the name of its label."""
        return (("then", self.before), ("now", self.after))

    @property
    def nothing(self) -> bool:
        return not (self.moves or self.turns or self.rewordings or self.asked or self.here)

    def places(self) -> Iterator["SinceMilestone"]:
        """All it says: what an export must not lose."""
        yield SinceMilestone("since/moved", (self.since,))
        for move in self.moves:
            ways = f"{move.before.words} {move.after.words}"  # right beside each other
            yield SinceMilestone(f"moved/{move.key}", in_one=f"{move.label} {move.part} {ways}")
        for turn in self.turns:
            head = f"{turn.label} {turn.kind} {turn.what} {turn.by}"
            begins = f"{head} {_first_word(turn.text)}"
            yield SinceMilestone(f"turn/{turn.key}", (f"{head} {turn.text}",), in_one=begins)
        for asked in self.asked:
            yield SinceMilestone(f"asked/{asked.key}", in_one=f"{asked.label} {asked.what}")
        yield from (SinceMilestone("here/moved", (sentence,)) for sentence in self.here)
        for words in self.rewordings:
            texts = (words.title, *(each.text for each in words.stretches))
            yield SinceMilestone(f"reworded/{words.field}", texts)


@dataclass(frozen=True)
class SinceMilestone:
    """Something an export tells: where, its texts, and what of it no page's end may cut."""

    place: str
    texts: tuple[str, ...] = ()
    in_one: str = ""


def _first_word(text: str) -> str:
    """What the first line of a text surely holds."""
    words = text.split(maxsplit=1)
    return words[0] if words and len(words[0]) <= FIRST else ""

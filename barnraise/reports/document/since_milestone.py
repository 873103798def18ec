"""What moved since an earlier moment, and the milestones, as values of a report. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from barnraise.reports.document.values import Picture, PointInTime, Signed
from barnraise.workbook.history.description import Description

FIRST = 40  # letters that stand on one line


@dataclass(frozen=True)
class ReportMilestone(Signed):
    """A moment that was named: `title` is its name, `text` what was added to it, "" for nothing.

    `version` is how far the workbook had come, `edition` the version of the questions then.
    """

    number: int = 0
    title: str = ""
    text: str = ""
    version: int = 0
    edition: int = 0


@dataclass(frozen=True)
class Passage:
    """Something an export tells: where, its texts, and what of it no page's end may cut."""

    place: str
    texts: tuple[str, ...] = ()
    in_one: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangesSince(Description):
    """What is different from an earlier moment: its name in words, and a picture of each."""

    since: str
    at: PointInTime
    version: int
    before: Picture  # each has ids of its own
    after: Picture

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """Both pictures, each with the name of its label."""
        return (("then", self.before), ("now", self.after))

    def passages(self) -> Iterator[Passage]:
        """All it says: what an export must not lose."""
        yield Passage("since/moved", (self.since,))
        for move in self.moves:
            ways = f"{move.before.words} {move.after.words}"  # right beside each other
            yield Passage(f"moved/{move.key}", in_one=f"{move.label} {move.part} {ways}")
        for turn in self.turns:
            head = f"{turn.label} {turn.kind} {turn.what} {turn.by}"
            begins = f"{head} {_first_word(turn.text)}"
            yield Passage(f"turn/{turn.key}", (f"{head} {turn.text}",), in_one=begins)
        for question in self.asked:
            yield Passage(f"asked/{question.key}", in_one=f"{question.label} {question.what}")
        yield from (Passage("here/moved", (sentence,)) for sentence in self.here)
        for text in self.rewordings:
            words = (text.title, *(piece.text for piece in text.pieces))
            yield Passage(f"reworded/{text.field}", words)


def _first_word(text: str) -> str:
    """What the first line of a text surely holds."""
    words = text.split(maxsplit=1)
    return words[0] if words and len(words[0]) <= FIRST else ""

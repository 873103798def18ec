"""The small values that reports are made of: moments, things said, choices, the picture. Pure."""

from dataclasses import dataclass

from barnraise.workbook.state.looks import ShownChoice


@dataclass(frozen=True)
class PointInTime:
    """A point in time: ISO 8601 in UTC, and as people write it."""

    iso: str = ""
    words: str = ""


@dataclass(frozen=True)
class Day:
    """A day of the calendar: year-month-day, and as people write it; false when there is none."""

    iso: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.iso)


@dataclass(frozen=True)
class Signed:
    """What everything said has: an id, who said it, when, whether it was struck.

    `rival` marks one of two or more versions that stand side by side until someone chooses.
    """

    id: str = ""
    by: str = ""  # name and organization in one line
    name: str = ""
    organization: str = ""
    at: PointInTime = PointInTime()
    struck: bool = False
    rival: bool = False
    struck_by: str = ""  # who struck it and when, where that is another than who wrote it


@dataclass(frozen=True)
class Quote(Signed):
    """A text: a note, a view, a reason, a version of a stage's text, a standing choice in words."""

    text: str = ""
    code: str = ""  # the choice, where it is one


@dataclass(frozen=True)
class Evidence(Signed):
    """A title and a web address, either of which may be ""."""

    title: str = ""
    link: str = ""

    @property
    def leads(self) -> bool:
        """Whether the link is a web address; nothing else is ever made into a link."""
        return self.link.lower().startswith(("https://", "http://"))


@dataclass(frozen=True)
class Step(Signed):
    """A next step: what, by whom, until when, and whether it is done."""

    item: str = ""  # stays the same however often the step is changed
    version: int = 0  # grows with each change
    what: str = ""
    who: str = ""
    due: Day = Day()
    done: bool = False
    done_by: str = ""  # who marked it done and when, where that is another than who wrote it


@dataclass(frozen=True)
class Count:
    """How many questions have a choice."""

    choice: ShownChoice
    many: int


@dataclass(frozen=True)
class Picture:
    """The picture: SVG that needs no other file, its title, the same in words, and the counts."""

    title: str
    svg: str
    words: str
    counts: tuple[Count, ...] = ()

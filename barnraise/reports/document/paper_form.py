"""A blank form as it goes to the printer: one frozen value that knows no format. Pure."""

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Box:
    """One answer to tick: its words, when it is the true one, and its look in the picture."""

    words: str
    anchor: str = ""
    look: str = "blank"


@dataclass(frozen=True)
class PaperItem:
    """One question as the screen asks it. `code` is for whoever types the answer in."""

    number: str
    key: str
    code: str
    label: str
    wording: str
    hint: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextBox:
    """A stage's text: what it asks for."""

    key: str
    code: str
    prompt: str


@dataclass(frozen=True)
class PaperStage:
    """One part of the form."""

    number: int
    title: str
    alias: str
    intro: str
    items: tuple[PaperItem, ...] = ()
    texts: tuple[TextBox, ...] = ()


@dataclass(frozen=True)
class PaperForm:
    """A form to fill in with a pencil, in one language, on one paper.

    `boxes` are the answers of the scale, or the one box to tick. `address` is the link
    that opens the workbook for writing and `qr` its picture (SVG), both "" unless the keeper
    asked for them.
    """

    language: str
    direction: str  # "ltr" or "rtl"
    title: str
    subtitle: str
    intro: str
    paper: str  # "letter" or "a4"
    large: bool
    way: str  # "scale" or "tick"
    mark: str  # tells forms of different editions apart
    boxes: tuple[Box, ...]
    stages: tuple[PaperStage, ...]
    how_to: tuple[str, ...] = ()
    address: str = ""
    qr: str = ""
    credit: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[PaperItem, ...]:
        """Every question in order."""
        return tuple(item for stage in self.stages for item in stage.items)

    @cached_property
    def texts(self) -> tuple[TextBox, ...]:
        """Every text box in order."""
        return tuple(box for stage in self.stages for box in stage.texts)

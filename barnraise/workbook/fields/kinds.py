"""What can be said in a workbook, kind by kind: the table KINDS is the whole grammar.

docs/reference/fields.md is made from it; `address` has the addresses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from barnraise.instruments.document import ANSWER_CODES
from barnraise.ledger.draft import Value
from barnraise.partnerships.names import one_line

CHOICES = (*ANSWER_CODES, "disagree")
WAYS = ("scale", "tick")
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINK = re.compile(r"https?://[^\s<>\"]{3,}", re.IGNORECASE)


def _(words: str) -> str:
    """Marks words for translation; they are translated where they are shown."""
    return words


def is_link(text: str) -> bool:
    """Whether this is a web address; nothing else is ever made into a link."""
    return LINK.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether this is a day of the calendar, written 2027-03-31."""
    try:
        return DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_name(text: str) -> bool:
    """Whether this can stand as a name: one line, with no signs that hide or turn it around."""
    return one_line(text, len(text)) == text


@dataclass(frozen=True, slots=True)
class Attribute:
    """One named part of a value: text of at most `most` characters, a flag, or one of `among`."""

    name: str
    most: int = 0
    among: tuple[str, ...] = ()
    form: Callable[[str], bool] | None = None
    unsaid: str = ""  # what it is taken to be while nobody has said anything
    words: str = ""  # what a flag says when it is set

    @property
    def is_flag(self) -> bool:
        return not self.most and not self.among


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be said of one sort of thing: its name, what its address names, its value.

    `words` is what one is called, `meaning` explains it in the codebook ("" for what the data
    files have no rows of), and `heading` stands over those that reports quote under a question.
    `region` is the part of a page that shows it, where that is called otherwise than the kind.
    """

    name: str
    path: tuple[str, ...]  # "question", "part", "item", "notes" or "stage"
    attributes: tuple[Attribute, ...]
    words: str
    meaning: str = ""
    heading: str = ""
    region: str = ""
    is_pictured: bool = False  # whether pictures, counts and topics follow from it

    @property
    def main(self) -> str:
        return self.attributes[0].name

    @property
    def unsaid(self) -> Value:
        """What the field is taken to say while nobody has said anything."""
        return {each.name: each.unsaid for each in self.attributes if each.unsaid}

    @property
    def in_words(self) -> bool:
        """Whether its versions are texts, which can only be chosen or joined by reading them."""
        return self.attributes[0].most > 0

    @property
    def signed(self) -> bool:
        """Whether each one is somebody's own small entry, changed by its writer only."""
        return self.name in {"note", "view"}

    @property
    def shown_in(self) -> str:
        """The region of a page that shows it."""
        return self.region or self.name

    @property
    def is_answer(self) -> bool:
        """Whether it answers a question, or a part of one."""
        return self.main == "choice" and "question" in self.path

    @property
    def is_item(self) -> bool:
        return "item" in self.path

    @property
    def is_of_question(self) -> bool:
        """Whether it says something under a whole question."""
        return self.path in {("question",), ("question", "item")}

    @property
    def stands_alone(self) -> bool:
        """Whether it belongs to the workbook as a whole, and to no question or stage."""
        return not {"question", "notes", "stage"} & set(self.path)


STRUCK = Attribute("struck", words=_("crossed out"))

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "answer",
            ("question",),
            (Attribute("choice", among=CHOICES),),
            _("answer"),
            _("What stands as the answer to a question; every question has one such row."),
            is_pictured=True,
        ),
        Kind(
            "part",
            ("question", "part"),
            (Attribute("choice", among=ANSWER_CODES),),
            _("answer to a part"),
            _("The answer to one part of a question; every part has at least one such row."),
            region="answer",
            is_pictured=True,
        ),
        Kind(
            "reason",
            ("question",),
            (Attribute("text", most=2_000),),
            _("reason"),
            _("Why a question does not apply."),
            _("Why"),
            region="answer",
        ),
        Kind(
            "view",
            ("question", "item"),
            (Attribute("text", most=10_000), STRUCK),
            _("view"),
            _("How one of us sees a question on which we do not agree yet."),
            _("How each of us sees it"),
            region="answer",
        ),
        Kind(
            "note",
            ("question", "item"),
            (Attribute("text", most=10_000), STRUCK),
            _("note"),
            _("A note on a question."),
            _("Notes"),
        ),
        Kind(
            "evidence",
            ("question", "item"),
            (Attribute("title", most=1_000), Attribute("link", most=2_000, form=is_link), STRUCK),
            _("evidence"),
            _("Something that shows that an answer is true."),
        ),
        Kind(
            "step",
            ("question", "item"),
            (
                Attribute("what", most=4_000),
                Attribute("who", most=200),
                Attribute("due", most=10, form=is_date),
                Attribute("done", words=_("done")),
                STRUCK,
            ),
            _("next step"),
            _("A next step."),
            is_pictured=True,
        ),
        Kind(
            "text",
            ("notes",),
            (Attribute("text", most=50_000),),
            _("text of the stage"),
            _("A text of a stage."),
        ),
        Kind(
            "now",
            ("stage",),
            (Attribute("here", words=_("The work is here now")),),
            _("where the work is"),
            _("Somebody said that the work is in this stage now."),
        ),
        Kind(
            "milestone",
            ("item",),
            (Attribute("name", most=120, form=is_name), Attribute("note", most=2_000)),
            _("milestone"),
            region="milestones",
        ),
        Kind(
            "way",
            (),
            (Attribute("choice", among=WAYS, unsaid="scale"),),
            _("how we answer"),
        ),
    )
}


def is_shared_text(field: str) -> bool:
    """Whether what stands there is one text for everyone, such as a stage's."""
    kind = kind_of(field)
    return kind is not None and kind.in_words and not kind.is_item


def kind_of(field: str) -> Kind | None:
    """The kind an address begins with."""
    return KINDS.get(field.split("/", 1)[0])

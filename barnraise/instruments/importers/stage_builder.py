"""From a section's blocks to a stage: its introduction, questions, topics and note fields. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from barnraise.instruments.importers.blocks import Block, BlockKind
from barnraise.instruments.importers.characters import plain, says
from barnraise.instruments.importers.draft import DraftQuestion
from barnraise.instruments.importers.headings import heads_items
from barnraise.instruments.importers.items import (
    MAX_PART,
    MAX_PARTS,
    MAX_WORDING,
    asks,
    guided,
    question,
)
from barnraise.instruments.importers.sections import Section, explains

MAX_NOTES, MAX_TOPIC, MAX_INTRO = 30, 120, 4_000
Leave = Callable[[Block], None]


def say(block: Block, into: list[str], leave: Leave) -> None:
    """Add a paragraph to an introduction while there is room."""
    text = plain(block.whole)
    if sum(map(len, into)) + 2 * len(into) + len(text) <= MAX_INTRO:
        into.append(text)
    else:
        leave(block)


@dataclass
class StageBuilder:
    """Puts each block of a section where it belongs; `leave` takes what belongs nowhere."""

    section: Section
    leave: Leave
    known: set[str]  # keys of note fields in the stages before
    explained: bool  # a paragraph below a question is its guidance
    intro: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[DraftQuestion] = field(default_factory=list)
    topic: str = ""
    fresh: bool = False  # a question was asked just now
    at: int = 0

    def fill(self) -> None:
        while self.at < len(self.section.blocks):
            block = self.section.blocks[self.at]
            self.at += 1
            if block.kind is BlockKind.NOTE:
                self._note(block)
            elif block.kind is BlockKind.HEADING or self._heads(block):
                self._topic(block)
            elif self.section.asks(block) and len(block.whole) <= MAX_WORDING:
                self._ask(block)
                self.fresh = True
                continue
            else:
                self._tell(block)
            self.fresh = self.fresh and block.kind is BlockKind.ASIDE

    def _heads(self, block: Block) -> bool:
        below = self.section.blocks[self.at : self.at + 1]
        return bool(below) and heads_items(block, below[0])

    def _note(self, block: Block) -> None:
        if block.text in self.known or len(self.notes) >= MAX_NOTES:
            self.leave(block)
        else:
            self.known.add(block.text)
            self.notes.append(block.text)

    def _topic(self, block: Block) -> None:
        """A heading within a stage: said with its questions, if there are any."""
        text = block.plain.rstrip(":")
        rest = self.section.blocks[self.at :]
        following = next((one for one in rest if one.kind is not BlockKind.TEXT), None)
        asking = following is not None and following.kind is BlockKind.ITEM
        self.topic = text if asking and len(text) <= MAX_TOPIC else ""
        if not self.topic:
            self.leave(block)

    def _ask(self, block: Block) -> None:
        """A question, with the items under it as its parts when there are several."""
        under = self._under(block) if block.kind is BlockKind.ITEM else []
        parts = tuple(plain(one.text) for one in under)
        if len(under) == 1 and not asks(under[0].text) and not under[0].box:
            block = replace(block, guidance=" ".join(filter(None, (block.guidance, parts[0]))))
            self.questions.append(question(block, self.topic))
            self._skip_to(under[0], under)
            return
        if not 1 < len(parts) <= MAX_PARTS or any(len(part) > MAX_PART for part in parts):
            self.questions.append(question(block, self.topic))
            return
        self.questions.append(question(block, self.topic, parts))
        self._skip_to(under[-1], under)

    def _skip_to(self, last: Block, under: list[Block]) -> None:
        """Go on after the items under a question; what stands between them is left over."""
        end = self.section.blocks.index(last, self.at) + 1
        for one in self.section.blocks[self.at : end]:
            if one not in under:
                self.leave(one)
        self.at = end

    def _under(self, block: Block) -> list[Block]:
        """The deeper items directly below an item."""
        found = []
        for one in self.section.blocks[self.at :]:
            if one.kind is BlockKind.ITEM and one.level > block.level:
                found.append(one)
            elif one.kind is not BlockKind.ASIDE:
                break
        return found

    def _tell(self, block: Block) -> None:
        """A text that asks nothing: an introduction, guidance by itself, or left over."""
        if block.kind is BlockKind.TEXT and not self.questions and not self.topic:
            say(block, self.intro, self.leave)
        elif self.questions and not self.questions[-1].guidance and self._guides(block):
            guidance = guided(block.text)[1] if _only_guidance(block) else plain(block.whole)
            self.questions[-1] = replace(self.questions[-1], guidance=guidance)
        else:
            self.leave(block)

    def _guides(self, block: Block) -> bool:
        """Whether a text says more about the last question."""
        own = self.explained and self.fresh and explains(block)
        return _only_guidance(block) or (own and len(block.whole) <= MAX_PART)


def _only_guidance(block: Block) -> bool:
    return block.kind is BlockKind.TEXT and not says(guided(block.text)[0])

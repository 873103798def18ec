"""Cuts arranged blocks into what stands before the first stage, and the stages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from barnraise.instruments.importers.blocks import Block, BlockKind
from barnraise.instruments.importers.items import asks, labelled

MAX_ALONE = 3  # fewer paragraphs under questions may be anything
MIN_SHARE = 0.6  # of the items ask with “?”: then a list without any is instructions, not questions


@dataclass
class Section:
    """What follows a stage's head. `asking` is whether it asks anything."""

    head: Block | None
    blocks: list[Block] = field(default_factory=list)
    plainly: bool = False  # the document asks with “?”
    asking: bool = True

    @property
    def has_items(self) -> bool:
        return any(block.kind is BlockKind.ITEM for block in self.blocks)

    def asks(self, block: Block) -> bool:
        """Whether a block of this section is a question."""
        if block.kind is BlockKind.ITEM:
            return True
        if block.kind is not BlockKind.TEXT or not asks(block.text):
            return False
        return not self.has_items or bool(labelled(block.text)[0])


def explained(found: Sequence[Section]) -> bool:
    """Whether this document explains its questions: most have a paragraph of their own below."""
    asked = told = 0
    for section in found:
        blocks = [block for block in section.blocks if block.kind is not BlockKind.ASIDE]
        for block, below in pairwise([*blocks, None]):
            if block is not None and section.asks(block):
                asked += 1
                told += below is not None and explains(below)
    return told >= MAX_ALONE and told > asked / 2


def explains(block: Block) -> bool:
    """Whether a block is a paragraph that asks nothing."""
    return block.kind is BlockKind.TEXT and not asks(block.text)


def sections(blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """The opening, and the stages in order; a document without stages is one stage."""
    before, found = _cut(blocks)
    items = [block for block in blocks if block.kind is BlockKind.ITEM]
    share = sum("?" in b.text or "؟" in b.text for b in items) / len(items) if items else 0
    for section in found:
        section.asking = _is_asking(section, plainly=share >= MIN_SHARE)
    while found and not found[0].asking and any(section.asking for section in found):
        first = found.pop(0)
        before += [*([first.head] if first.head else []), *first.blocks]
    if not any(section.asking for section in found) or _asks_before(before, found):
        before, found = _opening_stage(before, found, plainly=share >= MIN_SHARE)
    return before, found


def _cut(blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    before: list[Block] = []
    found: list[Section] = []
    for block in blocks:
        if block.kind is BlockKind.STAGE:
            found.append(Section(block))
        else:
            (found[-1].blocks if found else before).append(block)
    return before, found


def _is_asking(section: Section, *, plainly: bool) -> bool:
    asking = [block for block in section.blocks if section.asks(block)]
    return any("?" in b.text or "؟" in b.text or b.box for b in asking) or (
        bool(asking) and not plainly
    )


def _asks_before(before: Sequence[Block], found: Sequence[Section]) -> bool:
    """Whether questions stand before the first stage."""
    return any(b.kind is BlockKind.ITEM and (asks(b.text) or b.box) for b in before) or not found


def _opening_stage(
    before: list[Block], found: list[Section], *, plainly: bool
) -> tuple[list[Block], list[Section]]:
    """The opening, cut where its questions begin."""
    section = Section(None, before)
    first = next((place for place, block in enumerate(before) if section.asks(block)), len(before))
    section.blocks = before[first:]
    section.asking = bool(section.blocks) and _is_asking(section, plainly=plainly)
    return before[:first], [section, *found]

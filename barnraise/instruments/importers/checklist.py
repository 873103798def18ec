"""From blocks to what was found: title, opening, stages, questions, and all that is left. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from barnraise.instruments.document import MAX_QUESTIONS, MAX_STAGES
from barnraise.instruments.importers.blocks import Block, BlockKind
from barnraise.instruments.importers.characters import capitals, plain, says
from barnraise.instruments.importers.draft import DraftSet, DraftStage, LeftLine, Remark
from barnraise.instruments.importers.errors import no_questions, too_large
from barnraise.instruments.importers.headings import arranged
from barnraise.instruments.importers.items import asks, labelled
from barnraise.instruments.importers.leftover_check import unaccounted
from barnraise.instruments.importers.line_marks import titled
from barnraise.instruments.importers.repeated_lines import on_every_page, set_aside
from barnraise.instruments.importers.sections import Section, explained, sections
from barnraise.instruments.importers.stage_builder import StageBuilder, say

MAX_LEFT, MAX_ASKED = 10_000, 80


def checklist(blocks: Sequence[Block]) -> DraftSet:
    """The draft of a question set; raises NotAChecklist when nothing is asked."""
    return _Making(blocks).found()


@dataclass
class _Making:
    blocks: Sequence[Block]
    left: list[LeftLine] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    intro: list[str] = field(default_factory=list)
    title: str = ""
    explained: bool = False

    def found(self) -> DraftSet:
        before, stages = sections(arranged(set_aside(self.blocks)))
        self._opening(before)
        self.explained = explained(stages)
        made = [stage for section in stages if (stage := self._stage(section))]
        _bound(made, self.left)
        remarks = () if len(made) > 1 or stages[0].head else (Remark.NO_STAGES,)
        if not self.title:
            remarks = (*remarks, Remark.NO_TITLE)
        draft = DraftSet(self.title, tuple(made), "\n\n".join(self.intro), remarks=remarks)
        left = sorted([*self.left, *unaccounted(self.blocks, draft, self.left)], key=_line)
        return DraftSet(self.title, tuple(made), draft.intro, leftover=tuple(left), remarks=remarks)

    def leave(self, block: Block) -> None:
        """Keep a block's words as left over."""
        text = plain(block.whole) if block.kind is not BlockKind.NOTE else block.text
        if says(text):
            self.left.append(LeftLine(block.line, text))

    def _opening(self, before: Sequence[Block]) -> None:
        title = _title(before, has_items=any(b.kind is BlockKind.ITEM for b in self.blocks))
        title = title or on_every_page(before, self.blocks)
        self.title = title.plain.rstrip(":") if title else ""
        started = title is None or (title.kind is BlockKind.META and title.level >= 0)
        for block in before:
            if block is title:
                started = True
            elif block.kind in {BlockKind.TEXT, BlockKind.HEADING, BlockKind.ITEM} and (
                started or not (titled(block.plain) or block.kind is BlockKind.ITEM)
            ):
                say(block, self.intro, self.leave)
            else:
                self.leave(block)

    def _stage(self, section: Section) -> DraftStage | None:
        if not section.asking:
            for block in ([section.head] if section.head else []) + list(section.blocks):
                self.leave(block)
            return None
        filling = StageBuilder(section, self.leave, self.notes, self.explained)
        filling.fill()
        head = section.head
        title = head.plain or plain(head.mark) if head else ""  # the document's own
        mark = plain(head.mark) if head and head.plain else ""
        line = head.line if head else section.blocks[0].line
        intro = "\n\n".join(filling.intro)
        return DraftStage(title, tuple(filling.questions), mark, intro, tuple(filling.notes), line)


def _title(before: Sequence[Block], *, has_items: bool) -> Block | None:
    """The heading above all; else the first short line, one not in capitals if there is one."""
    chosen = next((b for b in before if b.kind is BlockKind.META and b.level < 0), None)
    if chosen is None:
        short: list[Block] = []
        for block in before:
            if block.kind not in {BlockKind.TEXT, BlockKind.HEADING}:
                continue
            if has_items and not short and asks(block.text) and len(block.plain) <= MAX_ASKED:
                return block  # a title that asks, above the items
            if not titled(block.plain.rstrip(":")) or asks(block.text):
                break
            if not labelled(block.text)[0]:
                short.append(block)
        mixed = (block for block in short if not capitals(block.plain))
        chosen = next(mixed, short[0] if short else None)
    return chosen or next((block for block in before if block.kind is BlockKind.META), None)


def _bound(made: Sequence[DraftStage], left: Sequence[LeftLine]) -> None:
    asked = sum(len(stage.questions) for stage in made)
    if not made:
        raise no_questions()
    if len(made) > MAX_STAGES:
        raise too_large(f"There are {len(made):,} stages here; at most {MAX_STAGES} fit.")
    if asked > MAX_QUESTIONS:
        raise too_large(f"There are {asked:,} questions here; at most {MAX_QUESTIONS:,} fit.")
    if len(left) > MAX_LEFT:
        raise too_large(f"More than {MAX_LEFT:,} lines of this document are no checklist.")


def _line(left: LeftLine) -> int:
    return left.line

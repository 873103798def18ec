"""Which blocks begin a stage, which a topic within one, and which is the title. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from barnraise.instruments.importers.blocks import PSEUDO, Block, BlockKind
from barnraise.instruments.importers.characters import bold, capitals
from barnraise.instruments.importers.items import asks
from barnraise.instruments.importers.line_marks import titled

GROUP = 9
MAX_HEADS = 120


def arranged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every stage as STAGE (its text the title, or ""), every topic as HEADING.

    What was a heading and is neither has become TEXT, the title has become META of level -1.
    """
    return _Arranging(list(_titles_after_marks(blocks))).result()


def _titles_after_marks(blocks: Sequence[Block]) -> list[Block]:
    """“Stage 2” alone takes its title from the next line that could be one."""
    found: list[Block] = []
    bare: int | None = None
    for block in blocks:
        if bare is not None and block.kind in {BlockKind.HEADING, BlockKind.TEXT}:
            place, bare = bare, None
            if titled(block.plain):
                found[place] = replace(found[place], text=block.plain)
                continue
        elif block.kind in {BlockKind.STAGE, BlockKind.ITEM}:
            bare = None
        if block.kind is BlockKind.STAGE and not block.text:
            bare = len(found)
        found.append(block)
    return found


class _Arranging:
    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.no_items = not any(block.kind is BlockKind.ITEM for block in blocks)
        self.asking = [place for place, block in enumerate(blocks) if self.asks(block)]

    def asks(self, block: Block) -> bool:
        if block.kind is BlockKind.ITEM:
            return True
        return self.no_items and block.kind is BlockKind.TEXT and asks(block.text)

    def result(self) -> list[Block]:
        marked = [place for place, block in enumerate(self.blocks) if block.kind is BlockKind.STAGE]
        explicit = self._headings(range(PSEUDO))
        title = self._title(explicit, marked)
        if title is not None:
            self.put(title, kind=BlockKind.META, level=-1)
            explicit = [place for place in explicit if place != title]
        if marked and (len(marked) > 1 or len(explicit) < 2):
            self._beside_marks(explicit, self.blocks[marked[0]].level)
        else:
            for place in marked:
                self.put(
                    place, kind=BlockKind.HEADING, text=self._full(self.blocks[place]), mark=""
                )
            self._by_level(sorted({*explicit, *marked}) if explicit else [])
        return self.blocks

    def _full(self, block: Block) -> str:
        return f"{block.mark}: {block.text}" if block.text else block.mark

    def put(self, place: int, **changes: object) -> None:
        self.blocks[place] = replace(self.blocks[place], **changes)  # type: ignore[arg-type]

    def _headings(self, levels: Sequence[int]) -> list[int]:
        return [
            place
            for place, block in enumerate(self.blocks)
            if block.kind is BlockKind.HEADING and block.level in levels
        ]

    def _title(self, explicit: list[int], marked: list[int]) -> int | None:
        """The heading above all others, when nothing is asked directly under it."""
        if not explicit or (self.asking and explicit[0] > self.asking[0]):
            return None
        first, others = explicit[0], explicit[1:] + marked
        level = self.blocks[first].level
        if marked and first > marked[0]:
            return None
        if level == 0:
            return first
        if not others:
            return None if any(self._named(block) for block in self.blocks[:first]) else first
        above = all(self.blocks[place].level > level for place in others)
        following = min(place for place in others if place > first)
        empty = not any(first < place < following for place in self.asking)
        return first if above or (empty and len(others) > 1) else None

    def _named(self, block: Block) -> bool:
        return block.kind is BlockKind.TEXT and titled(block.plain)

    def _beside_marks(self, explicit: list[int], level: int) -> None:
        """Where stages are counted, a heading as high as theirs is one too if it asks something."""
        for place in explicit:
            if self.blocks[place].level <= level < PSEUDO:
                self._stage(place)

    def _stage(self, place: int) -> None:
        block = self.blocks[place]
        self.put(place, kind=BlockKind.STAGE, text=block.plain.rstrip(":"))

    def _by_level(self, explicit: list[int]) -> None:
        if not explicit:
            self._stages_that_look_so()
            return
        level = min(self.blocks[place].level for place in explicit)
        while self._alone(level, explicit):
            for place in explicit:
                if self.blocks[place].level == level:
                    self.put(place, kind=BlockKind.TEXT)
            explicit = [place for place in explicit if self.blocks[place].level > level]
            level = min(self.blocks[place].level for place in explicit)
        for place in explicit:
            if self.blocks[place].level == level:
                self._stage(place)

    def _alone(self, level: int, explicit: list[int]) -> bool:
        """Whether one heading stands above all the others and asks nothing itself."""
        here = [place for place in explicit if self.blocks[place].level == level]
        below = [place for place in explicit if self.blocks[place].level > level]
        if len(here) != 1 or len(below) < 2:
            return False
        return not any(here[0] < place < below[0] for place in self.asking)

    def _pseudo(self) -> list[int]:
        """Lines in bold or capitals that stand above questions."""
        heads = self._headings([PSEUDO])
        above = self._above()
        return [place for place in heads if place in above]

    def _above(self) -> set[int]:
        """Where the blocks are that a question stands under, texts between them left out."""
        asking, found, last = set(self.asking), set[int](), -1
        for place, block in enumerate(self.blocks):
            if place in asking:
                found.add(last)
            if block.kind is BlockKind.ITEM:
                last = -1
            elif block.kind not in {BlockKind.TEXT, BlockKind.ASIDE}:
                last = place
        return found

    def _stages_that_look_so(self) -> None:
        bare = [place for place in range(len(self.blocks)) if self._bare(place)]
        pseudo = self._pseudo()
        groups = self._groups()
        if pseudo and (len(pseudo) > 1 or not (len(bare) > 1 or groups)):
            chosen = pseudo
        elif len(bare) > 1:
            chosen = bare
        else:
            chosen = groups
        for place in chosen:
            self._stage(place)

    def _bare(self, place: int) -> bool:
        """Whether this is a short line directly above a question."""
        block = self.blocks[place]
        if block.kind is not BlockKind.TEXT or place + 1 >= len(self.blocks):
            return False
        short = len(block.plain) <= MAX_HEADS and titled(block.plain.rstrip(":"))
        return short and self.asks(self.blocks[place + 1]) and not asks(block.text)

    def _groups(self) -> list[int]:
        """Outermost items that only head the items under them."""
        return [
            place
            for place, block in enumerate(self.blocks[:-1])
            if block.level == 0 and heads_items(block, self.blocks[place + 1])
        ]


def heads_items(block: Block, below: Block) -> bool:
    """Whether an item is no question but the heading of deeper ones."""
    if (
        block.kind is not BlockKind.ITEM
        or below.kind is not BlockKind.ITEM
        or below.level <= block.level
    ):
        return False
    text = block.plain
    heading = len(text) <= MAX_HEADS and titled(text.rstrip(":"))
    telling = bold(block.text) or capitals(text) or asks(below.text) or block.style == "roman"
    return heading and telling and not asks(block.text)

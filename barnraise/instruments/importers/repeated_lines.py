"""What a document repeats in every stage, such as its table's header. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from barnraise.instruments.importers.answers import answer
from barnraise.instruments.importers.blocks import Block, BlockKind
from barnraise.instruments.importers.line_marks import titled

_KNOWN = re.compile(
    r"(?:key |guiding |discussion )?questions?(?: (?:to|for) .{3,30})?|check ?list|items"
    r"|(?:table of )?contents|[ií]ndice|contenido"
    r"|notes?|comments?|preguntas?(?: clave)?(?: (?:para|por|a) .{3,30})?|lista|notas?"
    r"|comentarios?",
    re.I,
)


def set_aside(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with furniture and bare answers marked as standing aside."""
    lines = Counter(_name(block) for block in blocks if _could_be(block))
    parts = sum(block.kind in {BlockKind.STAGE, BlockKind.HEADING} for block in blocks)
    return [
        replace(block, kind=BlockKind.ASIDE) if _is_furniture(block, lines, parts) else block
        for block in blocks
    ]


def on_every_page(before: Sequence[Block], blocks: Sequence[Block]) -> Block | None:
    """The name that a document repeats at the top of its pages; none when it has no such."""
    lines = Counter(_name(block) for block in blocks if _could_be(block))
    for block in before:
        name = _name(block)
        if block.kind is BlockKind.ASIDE and lines[name] > 2 and _KNOWN.fullmatch(name) is None:
            return block
    return None


def _is_furniture(block: Block, lines: Counter[str], parts: int) -> bool:
    if block.kind in {BlockKind.ITEM, BlockKind.TEXT} and answer(block.text):
        return True
    if not _could_be(block):
        return False
    name = _name(block)
    return (
        lines[name] > 2
        or (lines[name] > 1 and _KNOWN.fullmatch(name) is not None)
        or (parts > 1 and _KNOWN.fullmatch(name) is not None)
    )


def _could_be(block: Block) -> bool:
    if block.kind not in {BlockKind.TEXT, BlockKind.HEADING}:
        return False
    return len(block.text) <= 80 and titled(block.plain.rstrip(":"))


def _name(block: Block) -> str:
    return block.plain.casefold().rstrip(":")

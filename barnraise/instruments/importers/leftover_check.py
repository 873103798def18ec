"""The law of the house: every word of a document is in the draft or left over. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from barnraise.instruments.importers.blocks import Block
from barnraise.instruments.importers.characters import words
from barnraise.instruments.importers.draft import DraftSet, LeftLine


def unaccounted(
    blocks: Sequence[Block], found: DraftSet, left: Sequence[LeftLine]
) -> list[LeftLine]:
    """What the makers of the draft forgot: their words, by line. Normally nothing."""
    kept = Counter(
        word for text in (*said(found), *(one.text for one in left)) for word in words(text)
    )
    missing = []
    for block in blocks:
        lost = []
        for word in words(block.whole):
            if kept[word] > 0:
                kept[word] -= 1
            else:
                lost.append(word)
        if lost:
            missing.append(LeftLine(block.line, " ".join(lost)))
    return missing


def said(found: DraftSet) -> Iterator[str]:
    """Every text of a draft once: what several places repeat is given only where it stood first."""
    yield found.title
    yield found.intro
    for stage in found.stages:
        yield from (stage.mark, stage.title, stage.intro, *stage.notes)
        topic = ""
        for question in stage.questions:
            yield from (question.label, question.text, question.guidance)
            yield from () if _within(question.parts, question.text) else question.parts
            if question.topic != topic:
                yield question.topic
            topic = question.topic


def _within(parts: Sequence[str], text: str) -> bool:
    """Whether the parts only repeat the wording."""
    return words(" ".join(parts)) == words(text)

"""Merges two texts that grew apart from one: by paragraph, then by word. Pure.

What only one side changed is taken. What both changed to the same is taken once. Where both
changed the same words differently, both are kept, for a person to choose. No word is dropped but
those that somebody took out. The rules stand in docs/explanation/sync.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from barnraise.caches import Cache
from barnraise.workbook.text.items import (
    Items,
    is_word,
    paragraphs,
    text_of,
    words,
    words_of,
)
from barnraise.workbook.text.match import Matcher, alike

Shared = dict[int, int]  # places in the base, and in a side
MAX_IN_LINE = 80  # characters; longer sides of a choice stand on lines of their own


class By(StrEnum):
    """Who made a piece of the joined text what it is."""

    NOBODY = "nobody"  # it stood there before
    ONE = "one"
    OTHER = "other"
    BOTH = "both"  # both changed it to the same
    APART = "apart"  # each changed it in a way of their own


@dataclass(frozen=True, slots=True)
class MergePiece:
    """A stretch of the joined text: what stands there, and what was taken out for it.

    For a piece made APART, `one` and `other` are what the two sides say.
    """

    by: By
    text: str
    gone: str = ""
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """The joined text, piece by piece."""

    pieces: tuple[MergePiece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def apart(self) -> int:
        """In how many places somebody has to choose."""
        return sum(piece.by is By.APART for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The same stretch in all three texts; `is_shared` when it is one item that all have."""

    base: Items
    one: Items
    other: Items
    is_shared: bool = False


def merge(base: str, one: str, other: str) -> Merge:
    """What `one` and `other` made of `base`, in one text."""
    return _merges.get((base, one, other), lambda: _merged(base, one, other))


def _merged(base: str, one: str, other: str) -> Merge:
    matcher = Matcher()
    pieces: list[MergePiece] = []
    whole = _Stretch(paragraphs(base), paragraphs(one), paragraphs(other))
    for each in _by_paragraph(whole, matcher):
        pieces += [_kept(each)] if each.is_shared else _worded(each, matcher)
    return Merge(tuple(_gathered(pieces)))


def _stretches(three: _Stretch, in_one: Shared, in_other: Shared) -> Iterator[_Stretch]:
    """The three side by side, cut wherever all have the same item."""
    base, one, other = three.base, three.one, three.other
    at = at_one = at_other = 0
    for place in sorted(in_one.keys() & in_other.keys()):
        to_one, to_other = in_one[place], in_other[place]
        between = _Stretch(base[at:place], one[at_one:to_one], other[at_other:to_other])
        if between.base or between.one or between.other:
            yield between
        at, at_one, at_other = place + 1, to_one + 1, to_other + 1
        yield _Stretch(base[place:at], one[to_one:at_one], other[to_other:at_other], is_shared=True)


def _by_paragraph(three: _Stretch, matcher: Matcher) -> Iterator[_Stretch]:
    base = words_of(three.base)
    in_one, in_other = (matcher.shared(base, words_of(each)) for each in (three.one, three.other))
    return _stretches(three, in_one, in_other)


def _by_word(three: _Stretch, matcher: Matcher) -> Iterator[_Stretch]:
    in_one, in_other = (matcher.shared_words(three.base, x) for x in (three.one, three.other))
    base, one, other = (words(text_of(x)) for x in (three.base, three.one, three.other))
    return _stretches(_Stretch(base, one, other), in_one, in_other)


def _kept(shared: _Stretch) -> MergePiece:
    """An item all three have; only the blanks before it may differ."""
    (base,), (one,), (other,) = shared.base, shared.one, shared.other
    return MergePiece(By.NOBODY, _blanks(base.before, one.before, other.before) + base.words)


def _blanks(base: str, one: str, other: str) -> str:
    if one == base:
        return other
    return one if other in (base, one) else max(one, other, key=_length)


def _worded(paragraph: _Stretch, matcher: Matcher) -> list[MergePiece]:
    """What became of paragraphs that differ, word by word."""
    easy = _settled(paragraph)
    if easy and not (easy.text and easy.gone):
        return [easy]
    pieces: list[MergePiece] = []
    for each in _by_word(paragraph, matcher):
        pieces += [_kept(each)] if each.is_shared else _chosen(each)
    return pieces if _reads_well(pieces) else _side_by_side(paragraph)


def _settled(stretch: _Stretch) -> MergePiece | None:
    """The piece when only one side changed the stretch, or both did the same; else None."""
    gone, one, other = (text_of(each) for each in (stretch.base, stretch.one, stretch.other))
    if one == gone:
        return MergePiece(By.OTHER, other, gone)
    if other == gone:
        return MergePiece(By.ONE, one, gone)
    same, in_one, in_other = (words_of(x) for x in (stretch.base, stretch.one, stretch.other))
    if in_one == in_other:
        return MergePiece(By.BOTH, max(one, other, key=_length), gone)
    if same in (in_one, in_other):
        is_others = in_one == same
        return MergePiece(By.OTHER if is_others else By.ONE, other if is_others else one, gone)
    return None


def _length(text: str) -> tuple[int, str]:
    return len(text), text


def _chosen(stretch: _Stretch) -> list[MergePiece]:
    """Words that both sides changed; what the two begin or end with alike is taken once."""
    if easy := _settled(stretch):
        return [easy]
    one, other = words_of(stretch.one), words_of(stretch.other)
    start = alike(one, other)
    end = alike(one[start:][::-1], other[start:][::-1])
    if not start + end:
        return [_apart(stretch)]
    to, to_other = len(one) - end, len(other) - end
    same = _same(stretch.one[:start], stretch.other[:start])
    first = MergePiece(By.BOTH, same, text_of(stretch.base))
    rest = _Stretch((), stretch.one[start:to], stretch.other[start:to_other])
    last = MergePiece(By.BOTH, _same(stretch.one[to:], stretch.other[to_other:]))
    return [first, _settled(rest) or _apart(rest), last]


def _same(one: Items, other: Items) -> str:
    """Words that both sides have; of the blanks before each the longer ones."""
    pairs = zip(one, other, strict=True)
    return "".join(max(a.before, b.before, key=_length) + a.words for a, b in pairs)


def _apart(stretch: _Stretch) -> MergePiece:
    """Both sides' words in brackets, one beside the other; one of the two may be empty."""
    one, other = text_of(stretch.one), text_of(stretch.other)
    before = max((each[: len(each) - len(each.lstrip())] for each in (one, other)), key=_length)
    sides = [each.strip() for each in (one, other) if each.strip()]
    is_long = any(len(each) > MAX_IN_LINE or "\n" in each for each in sides)
    joined = ("\n|\n" if is_long else " | ").join(sides)
    return MergePiece(By.APART, f"{before}[{joined}]", text_of(stretch.base), one, other)


def _reads_well(pieces: Sequence[MergePiece]) -> bool:
    """Whether more than half of the words stand for themselves, outside of brackets."""
    apart = sum(len(each.one) + len(each.other) for each in pieces if each.by is By.APART)
    return apart <= 2 * sum(len(each.text) for each in pieces if each.by is not By.APART)


def _side_by_side(paragraph: _Stretch) -> list[MergePiece]:
    """Two paragraphs that share little: both stand when both are new, else somebody chooses."""
    if paragraph.base:
        return [_apart(paragraph)]
    one, other = text_of(paragraph.one), text_of(paragraph.other)
    between = "" if other.startswith("\n") else "\n\n"
    return [MergePiece(By.ONE, one), MergePiece(By.OTHER, between + other)]


def _gathered(pieces: Iterable[MergePiece]) -> Iterator[MergePiece]:
    """The pieces that say something; neighbors that nobody changed are one."""
    last, end = MergePiece(By.NOBODY, ""), ""
    for piece in pieces:
        text = piece.text
        if text and end and is_word(end) and is_word(text[0]):
            text = f" {text}"  # two words never become one
        end = text[-1:] or end
        if piece.by is By.NOBODY and last.by is By.NOBODY:
            last = replace(last, text=last.text + text)
        elif text or piece.gone:
            if last.text or last.gone:
                yield last
            last = replace(piece, text=text)
    if last.text or last.gone:
        yield last


def _size(merged: Merge) -> int:
    texts = (len(p.text) + len(p.gone) + len(p.one) + len(p.other) for p in merged.pieces)
    return sum(200 + 2 * length for length in texts)


_merges: Cache[Merge] = Cache(max_count=64, max_bytes=1_400_000, size=_size)

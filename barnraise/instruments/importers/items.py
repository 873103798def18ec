"""What an item holds: its label, its wording, its guidance, the several things it asks. Pure."""

import re

from barnraise.instruments.importers.blocks import Block
from barnraise.instruments.importers.characters import capitals, plain, says
from barnraise.instruments.importers.draft import DraftQuestion

MAX_WORDING, MAX_PARTS, MAX_PART, MAX_GIVEN = 4_000, 30, 1_000, 160
_LABEL = re.compile(
    r"(?P<open>\*\*)?\s*(?P<label>[^:：?؟]{1,80}?)\s*(?P<shut>\*\*)?\s*[:：]\s*(?P<after>\*\*)?\s*(?=\S)"
)
_DASHED = re.compile(r"\*\*(?P<label>[^*?؟]{1,80}?)\*\*\s*(?:[–—-]\s+|\s)(?=\S)")
_CAPITALS = re.compile(r"(?P<label>[^:?؟\[]{2,80}?)\s+[–—-]\s+(?=\S)")
_SPLIT = re.compile(r"(?<=[?؟？])[\"”’»)]*\s+(?=[\"“‘«(¿¡]*[^\W\d_])")
_ASKS = re.compile(r"[?؟？]")
_REQUIRED = re.compile(r"(?:\s+(?:\*|[☐□❏❑▢◻⬜]|\[\s?\]))+$")


def question(block: Block, topic: str = "", parts: tuple[str, ...] = ()) -> DraftQuestion:
    """The question an item asks."""
    given = 0 < len(block.label) <= MAX_GIVEN
    label, text = (block.label, block.text) if given else labelled(block.text)
    text = text if given or not block.label else f"{block.label}: {block.text}"
    text, guidance = guided(_REQUIRED.sub("", text))
    text = plain(text)
    if not says(text):  # nothing but guidance, or a label and guidance
        label, text, guidance = "", plain(block.text), ""
    guidance = " ".join(filter(None, (guidance, block.guidance)))
    return DraftQuestion(text, label, topic, guidance, parts or asked(text), block.line)


def labelled(text: str) -> tuple[str, str]:
    """The label before the colon and the rest, when the label is bold, in capitals or short."""
    if (found := _LABEL.match(text)) and _is_label(found, text[found.end() :]):
        return plain(found["label"]), text[found.end() :]
    if (found := _DASHED.match(text)) and says(found["label"]):
        return plain(found["label"]).rstrip("."), text[found.end() :]
    if (found := _CAPITALS.match(text)) and _stands_out(found["label"], text[found.end() :]):
        return plain(found["label"]), text[found.end() :]
    return "", text


def _is_label(found: re.Match[str], rest: str) -> bool:
    label = plain(found["label"])
    if not says(label) or not says(rest):
        return False
    if found["open"] or found["shut"] or found["after"] or capitals(label):
        return True
    begins = label[0].isupper() or not (label[0].isupper() or label[0].islower())
    return begins and len(label.split()) <= 5 and _ASKS.search(rest) is not None


def _stands_out(label: str, rest: str) -> bool:
    """Whether capitals before a dash are a label, in a text that is not all in capitals."""
    return says(label) and capitals(label) and says(rest) and not capitals(rest)


def guided(text: str) -> tuple[str, str]:
    """The text without its bracketed guidance, and the guidance.

    Brackets within a sentence are part of it; those after a sentence are guidance, also when
    nobody closed them.
    """
    kept: list[str] = []
    guidance: list[str] = []
    at = 0
    while (opened := text.find("[", at)) >= 0:
        close = text.find("]", opened)
        end = close + 1 if close >= 0 else len(text)
        inner = text[opened + 1 : close if close >= 0 else len(text)]
        before = text[at:opened].rstrip(' *"”’)')
        apart = not before or before[-1] in ".?!؟？:" or not text[end:].strip(" .*")
        if apart and says(inner) and not text.startswith("(", end):
            kept.append(f"{text[at:opened]} ")
            guidance.append(plain(inner))
        else:
            kept.append(text[at:end])
        at = end
    kept.append(text[at:])
    return "".join(kept), " ".join(guidance)


def asked(text: str) -> tuple[str, ...]:
    """The several things a text asks, one after the other; nothing when it asks one."""
    pieces = _SPLIT.split(text)
    marks = [found[0].strip() for found in _SPLIT.finditer(text)]
    whole = [
        piece + (marks[place] if place < len(marks) else "") for place, piece in enumerate(pieces)
    ]
    if len(whole) > 1 and not _ASKS.search(whole[-1]):
        tail = whole.pop()
        whole[-1] = f"{whole[-1]} {tail}"
    fits = 1 < len(whole) <= MAX_PARTS and all(len(part) <= MAX_PART for part in whole)
    return tuple(part.strip() for part in whole) if fits else ()


def asks(text: str) -> bool:
    """Whether a text is a question: “?” at its end, or before its guidance."""
    bare = _REQUIRED.sub("", plain(guided(text)[0])).rstrip(' "”’»)*')
    return bool(bare) and bare[-1] in "?؟？"

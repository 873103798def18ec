"""The answers that people choose from, as documents print them beside or under a question. Pure."""

import re
from itertools import pairwise

from barnraise.instruments.importers.characters import plain, says

_ANSWERS = (
    "yes|no|partly|maybe|not yet|not sure|n/a|na|yes/no|y|n|done|unsure|don't know|don’t know"
    "|other|true|false|x|partially|in progress|does not apply|not applicable|somewhat|a little"
    "|not started|your answer|sí|si|en parte|todavía no|no sé|no lo sé|no aplica|otro"
    "|tu respuesta"
)
ANSWERS = frozenset(_ANSWERS.split("|"))
MAX_OFFERED = 160  # characters of all the answers to one question
_BOX = r"[☐☑☒□▢◻⬜❏❑❒○◯✓✔]|\[\s?[xX]?\s?\]|\(\s{0,3}\)"
_BEGIN = re.compile(rf"\s(?:{_BOX})\s*\w")
_END = re.compile(r"[?؟.!:]\s+(?=[^?؟.!:]*$)")
_APART = rf"(?:[\s/|,_]|{_BOX})"
_ONE = "|".join(re.escape(answer) for answer in sorted(ANSWERS, key=len, reverse=True))
_OFFERED = re.compile(rf"\(?{_APART}*+(?>{_ONE})(?:{_APART}++(?>{_ONE}))++{_APART}*+\)?", re.I)
_SCALE = re.compile(rf"\(?{_APART}*+\d(?:{_APART}++\d{{1,2}}){{2,10}}+{_APART}*+\)?")

_BLANK = re.compile(r"(?:\w{1,20}\s?:\s?)?(?:_[_\s]*+|\.{4,}+|…{2,}+)")  # a line to write on


def answer(text: str) -> bool:
    """Whether a text is only answers to choose from, or a line to write one on."""
    written = len(text) <= MAX_OFFERED and _BLANK.fullmatch(text.strip()) is not None
    return written or plain(text).casefold().strip(" .*") in ANSWERS or _offered(text)


def unanswered(text: str) -> tuple[str, str]:
    """A text without the answers printed behind it, and those answers."""
    for begin in (_BEGIN.search(text), _END.search(text, max(0, len(text) - MAX_OFFERED))):
        if begin is None:
            continue
        at = begin.start() if begin.re is _BEGIN else begin.end()
        if says(text[:at]) and _offered(text[at:]):
            return text[:at].rstrip(), text[at:].strip()
    return text, ""


def _offered(text: str) -> bool:
    if len(text) > MAX_OFFERED:
        return False
    bare = text.strip()
    return _OFFERED.fullmatch(bare) is not None or (
        _SCALE.fullmatch(bare) is not None and _counts(bare)
    )


def _counts(text: str) -> bool:
    """Whether the numbers of a text go up or down by one."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    steps = {after - before for before, after in pairwise(numbers)}
    return steps in ({1}, {-1})

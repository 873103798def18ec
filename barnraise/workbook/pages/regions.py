"""Renders the parts of a page that change, each by itself, and remembers what it rendered.

A region that looks the same for many workbooks (a question nobody has answered yet) is rendered
once for all of them: the key under which it is remembered holds everything it depends on. What
must differ each time (ids of entries to come) is written as a mark and filled in at the end.
"""

import re
from functools import lru_cache
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.placeholders import ID, ITEM, REPLACING
from barnraise.workbook.pages.region_contexts import contents
from barnraise.workbook.state.overdue import today
from barnraise.workbook.state.snapshot import Place, QuestionReading, Reading

PICTURED = {"tabs", "standing", "picture", "tiles", "next"}  # they follow from choices alone
DATED = {"step", "steps", "page"}  # they say when a day has passed
FRESH = re.compile(re.escape(ID))


def render(desk: Desk, name: str, *, replacing: bool = False) -> SafeString:
    """One region, ready to be part of a page or, `replacing`, to take the place of an older one."""
    return filled(remembered(desk, name), replacing=replacing)


def filled(text: str, *, replacing: bool = False) -> SafeString:
    """What was remembered, with fresh ids where its marks stand."""
    text = text.replace(REPLACING, ' hx-swap-oob="true"' if replacing else "")
    if ITEM in text:
        text = text.replace(ITEM, uuid4().hex)
    return mark_safe(FRESH.sub(_fresh_id, text))  # noqa: S308  made of templates only


def remembered(desk: Desk, name: str) -> SafeString:
    """One region with its marks, to stand inside another."""
    asked = _Asked(desk, name)
    return mark_safe(_whole(asked) if asked.kind in WHOLE else _small(asked))  # noqa: S308


def _fresh_id(_match: re.Match[str]) -> str:
    return str(uuid4())


class _Asked:
    """A region asked for: equal to another when both would render the same."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk: Desk | None = desk
        self.name = name
        self.kind, _dash, self.what = name.partition("-")
        self.key = (
            name,
            get_language(),
            desk.language,
            desk.member.may_write,
            today() if self.kind in DATED else None,
            *_depends(desk, name),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _depends(desk: Desk, name: str) -> tuple[object, ...]:
    """Everything beyond name and language on which a region's bytes depend."""
    edition = desk.workbook.edition.sha256
    kind, _dash, key = name.partition("-")
    if kind == "guide":
        return (edition,)
    if kind in PICTURED:
        return (edition, desk.slug, desk.partnership.name, desk.reading.picture_state)
    found = desk.reading.by_key.get(key)
    if found is None or found.version:
        state = desk.reading.version if found is None else _state(desk.reading, found)
        who = (desk.member.pk, desk.member.keeps)
        return (edition, desk.slug, state, desk.reading.erasure, *who, desk.way)
    return (edition, desk.way)


def _state(reading: Reading, question: QuestionReading) -> tuple[object, ...]:
    """What changes whenever the look of a question does: versions, and what it leans on."""
    places: list[Place] = [question.answer, question.reason, *question.views, *question.notes]
    places += [*question.evidence, *question.steps, *(part.place for part in question.parts)]
    leaned = (reading.by_key[key].choice for key in question.question.leans_on)
    return (*(line.version for place in places for line in place.lines), *leaned)


def _rendered(asked: _Asked) -> str:
    desk, asked.desk = asked.desk, None  # what is remembered must not keep a whole desk in memory
    if desk is None:
        raise LookupError(asked.name)
    context = {"desk": desk, "language": desk.language, **contents(desk, asked.kind, asked.what)}
    return render_to_string(f"workbook/regions/{asked.kind}.html", context)


WHOLE = {"page"}  # a whole stage, up to 100 kB each: fewer of them are kept
_small = lru_cache(maxsize=4_096)(_rendered)
_whole = lru_cache(maxsize=128)(_rendered)


def forget() -> None:
    """Drop all that is remembered here: words that were erased shall not lie in memory either."""
    _small.cache_clear()
    _whole.cache_clear()

"""Renders the parts of a page that change, each by itself, and remembers what it rendered.

A region that looks the same for many workbooks (a question nobody has answered yet) is rendered
once for all of them: the key under which it is remembered holds everything it depends on. What
must differ each time (ids of entries to come) is written as a mark and filled in at the end.
"""

import re
from itertools import chain
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from barnraise.caches import Cache
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.placeholders import ID, ITEM, REPLACING
from barnraise.workbook.pages.region_contexts import region_context
from barnraise.workbook.state.newest import newest
from barnraise.workbook.state.overdue import today
from barnraise.workbook.state.snapshot import FieldState, QuestionState, Snapshot, digest

PICTURED = {"tabs", "standing", "picture", "tiles", "next"}  # they follow from choices alone
DATED = {"step", "steps", "page"}  # they say when a day has passed
DEFERRING = {"text"}  # they hold what takes long to make
WHOLE = {"page"}  # a whole stage, up to 100 kB each: fewer of them are kept
FRESH = re.compile(re.escape(ID))

_small: Cache[str] = Cache(max_count=4_096, max_bytes=10_000_000)
_whole: Cache[str] = Cache(max_count=128, max_bytes=10_000_000)


def render(page: PageContext, name: str, *, replacing: bool = False) -> SafeString:
    """One region, ready to be part of a page or, `replacing`, to take the place of an older one.

    A page that is open gets a link to what takes long to make, for hardly anybody will look at it.
    """
    return filled(cached_region(page, name, defers=replacing), replacing=replacing)


def filled(text: str, *, replacing: bool = False) -> SafeString:
    """What was remembered, with fresh ids where its marks stand."""
    text = text.replace(REPLACING, ' hx-swap-oob="true"' if replacing else "")
    if ITEM in text:
        text = text.replace(ITEM, uuid4().hex)
    return mark_safe(FRESH.sub(_fresh_id, text))  # noqa: S308  made of templates only


def cached_region(page: PageContext, name: str, *, defers: bool = False) -> SafeString:
    """One region with its marks, to stand inside another."""
    kind = name.partition("-")[0]
    cache = _whole if kind in WHOLE else _small
    key = (defers and kind in DEFERRING, *_depends(page, name))
    text = cache.get(key, lambda: _rendered(page, name, defers=defers))
    return mark_safe(text)  # noqa: S308  made of templates only


def _fresh_id(_match: re.Match[str]) -> str:
    return str(uuid4())


def _depends(page: PageContext, name: str) -> tuple[object, ...]:
    """Everything on which a region's bytes depend, but for its marks."""
    day = today() if name.partition("-")[0] in DATED else None
    who = page.member.may_write
    return (name, get_language(), page.language, who, day, *_contents(page, name))


def _contents(page: PageContext, name: str) -> tuple[object, ...]:
    """Everything beyond name and language on which a region's bytes depend."""
    edition = page.workbook.edition.sha256
    kind, _dash, key = name.partition("-")
    if kind == "guide":
        return (edition,)
    if kind in PICTURED:
        return (edition, page.slug, page.partnership.name, page.snapshot.picture_digest)
    found = page.snapshot.by_key.get(key)
    if found is None or found.version:
        state = page.snapshot.version if found is None else _state(page.snapshot, found)
        pk = page.member.pk
        who = (pk if found is None or _has_words_of(found, pk) else 0, page.member.keeps)
        return (edition, page.slug, state, page.snapshot.erasure, *who, page.way)
    return (edition, page.way)


def _has_words_of(question: QuestionState, member: int) -> bool:
    """Whether something shown is this member's to change; what is not looks the same to all."""
    return any(line.by == member for each in _shown(question) for line in each.entries)


def _state(snapshot: Snapshot, question: QuestionState) -> tuple[object, ...]:
    """What changes whenever the look of a question does: versions, and what it leans on."""
    lists = (question.views, question.notes, question.evidence, question.steps)
    shown = _shown(question)
    versions = (line.version for field_state in shown for line in field_state.entries)
    leaned = (snapshot.by_key[key].choice for key in question.question.leans_on)
    return (digest(*versions), *map(len, lists), *leaned)


def _shown(question: QuestionState) -> list[FieldState]:
    """All fields that a page shows of a question."""
    lists = (question.views, question.notes, question.evidence, question.steps)
    return [
        question.answer,
        question.reason,
        *(part.field_state for part in question.parts),
        *chain.from_iterable(map(newest, lists)),
    ]


def _rendered(page: PageContext, name: str, *, defers: bool) -> str:
    kind, _dash, what = name.partition("-")
    own = {"page": page, "language": page.language}
    context = {**own, **region_context(page, kind, what, defers=defers)}
    return render_to_string(f"workbook/regions/{kind}.html", context)

"""What a page is told of others who are writing in its texts, as sentences in its language."""

import hashlib
import json
from dataclasses import dataclass
from urllib.parse import unquote

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnraise.workbook.live.presence import sign, writers
from barnraise.workbook.pages.context import PageContext

HEADER = "X-Barnraise-Writing"  # no form of another site can send it
ISOLATED = "\u2068{}\u2069"  # a name must not turn the sentence around


@dataclass(frozen=True)
class WriterSentences:
    """A sentence for each text somebody writes in, and a mark by which a page knows them again."""

    sentences: dict[str, str]

    @property
    def mark(self) -> str:
        if not self.sentences:
            return ""
        text = json.dumps(self.sentences, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def note_writing(request: HttpRequest, page: PageContext) -> None:
    """Take the sign that a page's writer is typing in one of its texts, if it gives one."""
    field = unquote(request.headers.get(HEADER, ""))
    if field and page.member.may_write and field in _texts(page):
        sign(page.workbook, field, by=page.member)


def writer_sentences(page: PageContext) -> WriterSentences:
    """Who else is writing, as this reader is told."""
    found = writers(page.workbook, but=page.member)
    return WriterSentences(
        {field: _sentence(sorted(names)) for field, names in sorted(found.items())}
    )


def _texts(page: PageContext) -> set[str]:
    return {f"text/{notes.key}" for notes in page.instrument.note_fields}


def _sentence(names: list[str]) -> str:
    named = [ISOLATED.format(name) for name in names if name]
    others = len(names) - 1
    if not named:
        return ngettext(
            "Someone is writing here.", "%(n)s people are writing here.", len(names)
        ) % {"n": len(names)}
    if not others:
        return _("%(who)s is writing here.") % {"who": named[0]}
    if others == 1 and len(named) == 2:
        return _("%(who)s and %(other)s are writing here.") % {"who": named[0], "other": named[1]}
    return ngettext(
        "%(who)s and someone else are writing here.",
        "%(who)s and %(n)s others are writing here.",
        others,
    ) % {"who": named[0], "n": others}

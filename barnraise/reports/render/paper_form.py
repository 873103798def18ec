"""A blank form as PDF: tagged, letter or A4, also in large print; read back and counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import typst

from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.render.pdf.data import told
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.render.pdf.typeset import typeset
from barnraise.reports.text.plain import Tamer, latin
from barnraise.reports.verify.count import Verification
from barnraise.reports.verify.extract_text import text_of_pdf

NEVER = 0  # a form says nothing about when it was made: the same form is the same bytes


def make(blank: PaperForm) -> Verification:
    """The form, opened again: every question and every text is there, in order, with its code."""
    data = render(blank)
    text = text_of_pdf(data)
    problems = [*_missing(blank, text)]
    wanted = {"question": len(blank.items), "text": len(blank.texts)}
    lost = {kind: sum(each.startswith(kind) for each in problems) for kind in wanted}
    counts = {kind: (many - lost[kind], many) for kind, many in wanted.items() if many}
    return Verification(data, counts, tuple(problems))


def render(blank: PaperForm) -> bytes:
    """The form; CannotBeMade when neither its words nor their plain letters could be set."""
    for tame in (Tamer(covered()), latin):
        try:
            return typeset("paper_form.typ", _data(blank, tame), blank.paper, NEVER)
        except typst.TypstError as error:
            failure = error
    raise CannotBeMade(blank.labels["too_hard"]) from failure


def _data(blank: PaperForm, tame: Any) -> dict[str, Any]:
    short = blank.title if len(blank.title) <= 56 else f"{blank.title[:55].rstrip()}…"
    found: dict[str, Any] = told(replace(blank, paper=""), tame)
    return {**found, "qr": blank.qr, "address": blank.address, "running": tame(short)}


def _missing(blank: PaperForm, text: str) -> list[str]:
    """What does not stand in the text after what comes before it."""
    flat, end, problems = re.sub(r"\s+", "", text), 0, []
    for place, code in _codes(blank):
        at = flat.find(code, end)
        if at < 0:
            problems.append(place)
        else:
            end = at + len(code)
    return problems


def _codes(blank: PaperForm) -> Iterator[tuple[str, str]]:
    for stage in blank.stages:
        yield from ((f"question/{item.key}", item.code) for item in stage.items)
        yield from ((f"text/{box.key}", box.code) for box in stage.texts)

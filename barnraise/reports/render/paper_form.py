"""A blank form as PDF: tagged, letter or A4, also in large print; read back and counted."""

import re
from collections.abc import Iterator
from dataclasses import replace

import typst

from barnraise.reports.document.paper_form import PaperForm
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.render.pdf.data import Data, Plainly, Tame
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.render.pdf.typeset import typeset
from barnraise.reports.text.plain import Tamer, latin
from barnraise.reports.verify.count import Verification
from barnraise.reports.verify.extract_text import text_of_pdf

NEVER = 0  # a form says nothing about when it was made: the same form is the same bytes


def make(form: PaperForm) -> Verification:
    """The form, opened again: every question and every text is there, in order, with its code."""
    data = render(form)
    text = text_of_pdf(data)
    problems = [*_missing(form, text)]
    totals = {"question": len(form.items), "text": len(form.texts)}
    lost = {kind: sum(each.startswith(kind) for each in problems) for kind in totals}
    counts = {kind: (many - lost[kind], many) for kind, many in totals.items() if many}
    return Verification(data, counts, tuple(problems))


def render(form: PaperForm) -> bytes:
    """The form; CannotBeMade when neither its words nor their plain letters could be set."""
    for tame in (Tamer(covered()), latin):
        try:
            return typeset("paper_form.typ", _data(form, tame), form.paper, NEVER)
        except typst.TypstError as error:
            failure = error
    raise CannotBeMade(form.labels["too_hard"]) from failure


def _data(form: PaperForm, tame: Tame) -> Data:
    short = form.title if len(form.title) <= 56 else f"{form.title[:55].rstrip()}…"
    data: Data = Plainly(tame, form.language).mapping(replace(form, paper=""))
    return {**data, "qr": form.qr, "address": form.address, "running": tame(short)}


def _missing(form: PaperForm, text: str) -> list[str]:
    """What does not stand in the text after what comes before it."""
    flat, end, problems = re.sub(r"\s+", "", text), 0, []
    for place, code in _codes(form):
        at = flat.find(code, end)
        if at < 0:
            problems.append(place)
        else:
            end = at + len(code)
    return problems


def _codes(form: PaperForm) -> Iterator[tuple[str, str]]:
    for stage in form.stages:
        yield from ((f"question/{item.key}", item.code) for item in stage.items)
        yield from ((f"text/{box.key}", box.code) for box in stage.texts)

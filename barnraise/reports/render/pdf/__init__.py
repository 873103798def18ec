"""A report as PDF: tagged (PDF/UA-1), letter or A4, typeset by typst from JSON."""

from collections.abc import Sequence
from datetime import datetime

import typst

from barnraise.reports.document.report import Report
from barnraise.reports.errors import CannotBeMade
from barnraise.reports.render.pdf.data import Data, data_of
from barnraise.reports.render.pdf.fonts import covered
from barnraise.reports.render.pdf.typeset import typeset
from barnraise.reports.render.pdf.unset import unset_places
from barnraise.reports.text.plain import SIGN, Tamer, latin


def render(report: Report, paper: str = "letter", problems: Sequence[str] = ()) -> bytes:
    """The report on this paper ("letter" or "a4"); CannotBeMade when nothing helped.

    A page of it names the places of `problems`, whose words an earlier try could not set. One
    character without a glyph stops a PDF/UA-1 document, so what no font covers is replaced first.
    Should a text stop it all the same, everything is said in plain letters.
    """
    tamer = Tamer(covered())
    unset = list(map(tamer, unset_places(report, problems)))
    data = {**data_of(report, tamer), "unset": unset}
    try:
        return _compiled(report, paper, _with_count(data, report, tamer.replaced))
    except typst.TypstError:
        plain = {**data_of(report, _plainly), "unset": list(map(_plainly, unset))}
    try:
        return _compiled(report, paper, _with_count(plain, report, tamer.replaced))
    except typst.TypstError as error:
        raise CannotBeMade(report.label("too_hard")) from error


def _plainly(text: str) -> str:
    return "".join(character if character in _LATIN else latin(character) for character in text)


_LATIN = frozenset(chr(point) for point in range(0xA1, 0x180)) - {"\xad"} | set(" \n“”’–—…·□")


def _with_count(data: Data, report: Report, replaced: int) -> Data:
    """The data, and in "about" how many signs could not be shown, when there were any."""
    if not replaced:
        return data
    sentence = report.label("replaced") % {"n": replaced, "sign": SIGN}
    return {**data, "about": [*data["about"], sentence]}


def _compiled(report: Report, paper: str, data: Data) -> bytes:
    at = int(datetime.fromisoformat(report.made_at.iso).timestamp())
    return typeset("report.typ", data, paper, at)

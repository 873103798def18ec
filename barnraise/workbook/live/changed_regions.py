"""Which parts of a page a change touches, rendered again for pages that are already open."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest

from barnraise.instruments.document import Stage
from barnraise.workbook.fields.address import Address, Unknown, parse
from barnraise.workbook.fields.kinds import KINDS
from barnraise.workbook.numbers import whole_number
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.pages.regions import render
from barnraise.workbook.state.load import fields_since

MAX_BYTES = 500_000  # of what an open page is told at once; beyond that it is loaded again
STAGE_ASIDE = ("standing", "next")  # what follows from answers and steps, beside a stage
OVERVIEW_PICTURED = ("picture", "tiles", "next", "steps")  # and on the overview
OVERVIEW = tuple(
    kind.shown_in for kind in KINDS.values() if kind.stands_alone or "stage" in kind.path
)


def changed_regions(
    request: HttpRequest, page: PageContext, since: int, page_name: str
) -> str | None:
    """The regions of a page ("1", "2", … or "overview") that differ from version `since`.

    None when they are too large to be sent in one piece.
    """
    touched = list(_addresses(page, since))
    if not touched:
        return ""
    pictured = any(address.kind.is_pictured for address in touched)
    if page_name == "overview":
        names: Iterable[str] = (*(OVERVIEW_PICTURED if pictured else ()), *OVERVIEW)
    else:
        names = _of_stage(page, touched, page_name, pictured=pictured)
    return _rendered(page, dict.fromkeys(names))


def _rendered(page: PageContext, names: Iterable[str]) -> str | None:
    parts, size = [], 0
    for name in names:
        parts.append(render(page, name, replacing=True))
        size += len(parts[-1].encode())
        if size > MAX_BYTES:
            return None
    return "".join(parts)


def _addresses(page: PageContext, since: int) -> Iterator[Address]:
    """What was spoken of since; a field that this question set no longer has shows nowhere."""
    for field in sorted(fields_since(page.workbook, since)):
        try:
            yield parse(field, page.instrument)
        except Unknown:
            continue


def _of_stage(
    page: PageContext, touched: Iterable[Address], page_name: str, *, pictured: bool
) -> Iterator[str]:
    number = whole_number(page_name) or 0
    if not 1 <= number <= len(page.instrument.stages):
        return
    stage = page.stage(number)
    here = {question.key for question in stage.questions} | {notes.key for notes in stage.notes}
    for address in touched:
        if address.kind.name == "way":
            yield "way"
            yield from (f"answer-{question.key}" for question in stage.questions)
        elif address.names and address.names[0] in here:
            yield f"{address.kind.shown_in}-{address.names[0]}"
        if address.kind.is_answer:
            yield from _leaning(stage, address.question)
    if pictured:
        yield f"tabs-{number}"
        yield from STAGE_ASIDE


def _leaning(stage: Stage, key: str) -> Iterator[str]:
    """The answers on this page that lean on the question just answered: their nudge may change."""
    return (f"answer-{question.key}" for question in stage.questions if key in question.leans_on)

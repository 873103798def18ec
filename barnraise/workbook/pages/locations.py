"""Where a person goes after a post or from the history: the page and place a field stands on."""

import re

from django.urls import reverse

from barnraise.instruments.document import Instrument
from barnraise.workbook.fields.address import Address
from barnraise.workbook.numbers import whole_number

ITEMS = re.compile(r"(note|view|evidence|step)/([a-z][a-z0-9_-]{0,59})/([0-9]{1,5})")


def path_of(slug: str, page: str) -> str:
    """The path of the page a form names: a stage's number, small entries, else the overview."""
    if number := whole_number(page, 3):
        return reverse("workbook:stage", args=[slug, number])
    if there := ITEMS.fullmatch(page):
        return reverse("workbook:items", args=[slug, there[1], there[2]]) + f"?page={there[3]}"
    return reverse("workbook:overview", args=[slug])


def page_of(address: Address, instrument: Instrument) -> str:
    """The page a field stands on, as forms name it."""
    name = address.names[0] if address.names and address.kind.name != "now" else ""
    for number, stage in enumerate(instrument.stages, 1):
        keys = [question.key for question in stage.questions]
        if name in keys or name in [notes.key for notes in stage.notes]:
            return str(number)
    return "overview"


def back_to(slug: str, address: Address, instrument: Instrument) -> str:
    """The page a field stands on, at its place."""
    page = page_of(address, instrument)
    anchor = "" if page == "overview" else f"#{_anchor(address)}"
    return path_of(slug, page) + anchor


def _anchor(address: Address) -> str:
    return f"answer-{address.question}" if address.question else f"text-{address.names[0]}"

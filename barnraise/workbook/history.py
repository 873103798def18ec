"""The readable history of one field: who, when, what; one person's sitting folded into one line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from barnraise.instruments.document import Instrument
from barnraise.workbook.desk import Desk
from barnraise.workbook.fields import Address, Unknown, parse
from barnraise.workbook.lines import line
from barnraise.workbook.naming import title_of, words_said
from barnraise.workbook.reading import Line
from barnraise.workbook.returning import back_to, page_of

ONE_SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Sitting:
    """What one person did to a field without a longer pause, and whether its end still stands."""

    lines: tuple[Line, ...]
    words: tuple[str, ...]
    stands: bool

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def many(self) -> int:
        return len(self.lines)


@require_safe
def history(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """Everything ever said in a field, the newest first."""
    desk = Desk.at(request, slug)
    address, instrument = _address(desk, field)
    place = desk.reading.place(field)
    rows = desk.workbook.entries.filter(field=field).order_by("version")
    standing = {each.id for each in place.lines}
    folded = [
        Sitting(each, words_said(each[-1], desk.instrument, desk.language), each[-1].id in standing)
        for each in sittings((line(row) for row in rows), standing)
    ]
    context = {
        "desk": desk,
        "member": desk.member,
        "partnership": desk.partnership,
        "place": place,
        "sittings": folded[::-1],
        "title": title_of(address, instrument, desk.language),
        "page": page_of(address, desk.instrument),
        "back": back_to(desk.slug, address, desk.instrument),
        "may_restore": not address.kind.signed
        and (desk.member.keeps or address.kind.name != "milestone"),
    }
    return render(request, "workbook/history.html", context)


def _address(desk: Desk, field: str) -> tuple[Address, Instrument]:
    """The field, and the version of the questions that knows it: now's, or an earlier one's."""
    for instrument in desk.workbook.asked():
        try:
            return parse(field, instrument), instrument
        except Unknown:
            continue
    raise Http404


def _goes_on(last: Line, line: Line) -> bool:
    return (last.by, last.name) == (line.by, line.name) and line.at - last.at < ONE_SITTING


def sittings(lines: Iterable[Line], standing: Collection[UUID] = ()) -> list[tuple[Line, ...]]:
    """Lines in their order, cut where the writer changes, half an hour goes by, or one stands."""
    found: list[list[Line]] = []
    for each in lines:
        last = found[-1][-1] if found else None
        if last and last.id not in standing and _goes_on(last, each):
            found[-1].append(each)
        else:
            found.append([each])
    return [tuple(each) for each in found]

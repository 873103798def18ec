"""The readable history of one field: who, when, what; one person's sitting folded into one line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from barnraise.instruments.document import Instrument
from barnraise.workbook.fields import Address, Unknown, parse
from barnraise.workbook.models import Entry, Workbook
from barnraise.workbook.pages.context import Desk
from barnraise.workbook.pages.locations import back_to, page_of
from barnraise.workbook.state.labels import title_of, words_said
from barnraise.workbook.state.load import line
from barnraise.workbook.state.snapshot import Line

ONE_SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Sitting:
    """What one person did to a field without a longer pause, and whether its end still stands.

    `removed` is how many entries it removed for good, where it is such an act.
    """

    lines: tuple[Line, ...]
    words: tuple[str, ...]
    stands: bool
    removed: int = 0

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
    address, instrument = address_in(desk, field)
    place = desk.reading.place(field)
    rows = desk.workbook.entries.filter(field=field).order_by("version")
    standing = {each.id for each in place.lines}
    removed = _removed(desk.workbook, field)
    folded = [
        Sitting(
            each,
            words_said(each[-1], desk.instrument, desk.language),
            each[-1].id in standing,
            removed.get(each[-1].id, 0),
        )
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
        "in_words": address.kind.in_words,
    }
    return render(request, "workbook/history/field.html", context)


def _removed(workbook: Workbook, field: str) -> dict[UUID, int]:
    """How many entries each erasure of this field removed."""
    acts = workbook.erasures.filter(field=field).annotate(many=Count("erased"))
    return dict(acts.values_list("key", "many"))


def address_in(desk: Desk, field: str) -> tuple[Address, Instrument]:
    """The field, and the version of the questions that knows it: now's, or an earlier one's."""
    for instrument in desk.workbook.asked():
        try:
            return parse(field, instrument), instrument
        except Unknown:
            continue
    raise Http404


def _goes_on(last: Line, line: Line) -> bool:
    return _who(last) == _who(line) and line.at - last.at < ONE_SITTING


def _who(line: Line) -> tuple[object, ...]:
    """Whose sitting it is; what is erased, and what erased it, are not folded into anything."""
    return line.by, line.name, line.erased, line.erases and line.id


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


def sitting_with(key: UUID, entries: Iterable[Entry], standing: Collection[UUID]) -> set[UUID]:
    """The ids of the line of the history that this entry belongs to."""
    folded = sittings((line(entry) for entry in entries), standing)
    found = (each for each in folded if any(one.id == key for one in each))
    return {one.id for one in next(found, ())}

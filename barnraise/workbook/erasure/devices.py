"""The devices of a workbook, as its keeper sees them: who can come in, and what each wrote."""

from dataclasses import dataclass

from barnraise.partnerships.models import Member
from barnraise.partnerships.seats import seats
from barnraise.workbook.erasure.device_words import DeviceWords, written
from barnraise.workbook.models import Workbook


@dataclass(frozen=True)
class ListedDevice:
    """One device: its place at the table, what it wrote, and whether it can come in now."""

    seat: Member
    words: DeviceWords | None
    may_enter: bool


def listed(workbook: Workbook) -> list[ListedDevice]:
    """All that can come in or wrote something: those that wrote the most, then the latest used."""
    wrote = {words.seat.pk: words for words in written(workbook)}
    here = {seat.pk: seat for seat in seats(workbook.partnership)}
    found = [ListedDevice(words.seat, words, pk in here) for pk, words in wrote.items()]
    silent = (seat for pk, seat in here.items() if pk not in wrote)
    return found + [ListedDevice(seat, None, may_enter=True) for seat in silent]

"""Whether this browser knows another workbook of the same name: one may be taken for the other."""

import unicodedata

from django.http import HttpRequest

from barnraise.partnerships.devices import memberships
from barnraise.partnerships.models import Member, Partnership


def known_by_the_same_name(request: HttpRequest, partnership: Partnership) -> Member | None:
    """This browser's newest place at another table whose name reads the same, if it has one.

    Workbooks without a name are all called alike, which tells nobody anything.
    """
    name = _as_read(partnership.name)
    others = (each for each in memberships(request) if each.partnership_id != partnership.pk)
    return next((each for each in others if name and _as_read(each.partnership.name) == name), None)


def _as_read(name: str) -> str:
    """What a hurried reader sees: the letters and digits, whatever their case, width or accent."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in letters if each.isalnum())

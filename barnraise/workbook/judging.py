"""May this be said here, by this person? One sentence for each draft that may not be kept."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from barnraise.instruments.document import Instrument
from barnraise.ledger.draft import Draft
from barnraise.partnerships.models import Member
from barnraise.workbook.fields import KINDS, Unknown, parse, wrong


def judge(workbook: Any, drafts: Sequence[Draft], *, by: Member) -> list[str]:
    """For each draft "" when it may be kept, else the reason in the reader's language."""
    owners = _owners(workbook, drafts)
    return [
        _unfit(workbook.instrument, draft) or _not_theirs(draft, owners, by) for draft in drafts
    ]


def _unfit(instrument: Instrument, draft: Draft) -> str:
    try:
        address = parse(draft.field, instrument)
    except Unknown:
        return _("This question set has no such question, so this was not kept.")
    name = wrong(address.kind, draft.value)
    return _sentence(name, draft.value.get(name)) if name else ""


def _sentence(name: str, content: object) -> str:
    """Why the content of the attribute `name` cannot be kept."""
    if name == "link":
        return _("A link must begin with https:// or http:// and have no spaces. Nothing else was lost.")
    if name == "due":
        return _("The date could not be read. Please write it as year-month-day, like 2027-03-31.")
    if isinstance(content, str) and len(content) > 1:
        return _("This text is too long to keep in one piece. Please shorten it or split it in two.")
    return _("This could not be read. Please copy your words and load the page again.")


def _owners(workbook: Any, drafts: Sequence[Draft]) -> dict[str, set[int]]:
    """Who wrote each signed small entry that a draft speaks of."""
    signed = {draft.field for draft in drafts if _is_signed(draft)}
    if not signed:
        return {}
    owners: dict[str, set[int]] = {}
    for field, member in workbook.entries.filter(field__in=signed).values_list("field", "by"):
        owners.setdefault(field, set()).add(member)
    return owners


def _is_signed(draft: Draft) -> bool:
    kind = KINDS.get(draft.field.split("/", 1)[0])
    return kind is not None and kind.signed


def _not_theirs(draft: Draft, owners: dict[str, set[int]], by: Member) -> str:
    """Notes are changed by their writer; a keeper may strike them too."""
    if owners.get(draft.field, set()) <= {by.pk}:
        return ""
    if by.keeps and draft.value.get("struck"):
        return ""
    return _("Only the person who wrote this can change it. You can add a note of your own.")

"""Receipts as pages and devices read them: one shape for every door."""

from typing import TypedDict

from django.utils.translation import gettext as _

from barnraise.ledger.receipt import Outcome, Receipt
from barnraise.workbook.save.save import FieldResult

SAME = "same"  # the field says what stood there already: nothing to keep, nothing lost


class ReceiptJson(TypedDict):
    """What became of one entry: `id` as its sender calls it, `kept_as` as the log does.

    `digest` is of the bytes that came, `instead` the ids a refused entry may begin from.
    """

    id: str
    kept_as: str
    field: str
    outcome: str
    digest: str
    reason: str
    instead: str


def receipt_of_field(result: FieldResult) -> ReceiptJson:
    """For a form: its fields are known by their addresses, so an entry is called as it was kept."""
    receipt = result.receipt
    name, digest = (str(receipt.id), receipt.digest) if receipt else ("", "")
    return receipt_json(name, result.posted.field, digest, receipt)


def receipt_json(name: str, field: str, digest: str, receipt: Receipt | None) -> ReceiptJson:
    """For an entry that its sender calls `name`, and of which `digest` came."""
    return {
        "id": name,
        "kept_as": str(receipt.id) if receipt and receipt.kept else "",
        "field": field,
        "outcome": str(receipt.outcome) if receipt else SAME,
        "digest": digest,
        "reason": receipt.reason if receipt else "",
        "instead": " ".join(map(str, receipt.instead)) if receipt else "",
    }


def unreadable(name: str, field: str, digest: str) -> ReceiptJson:
    """For something that is no entry; it is named all the same, so that its sender can tell."""
    reason = _("This could not be read. Please copy your words and load the page again.")
    return without_words(name, field, digest, Outcome.REFUSED, reason)


def without_words(name: str, field: str, digest: str, outcome: Outcome, reason: str) -> ReceiptJson:
    """For what never came to the log."""
    return {
        "id": name,
        "kept_as": "",
        "field": field,
        "outcome": str(outcome),
        "digest": digest,
        "reason": reason,
        "instead": "",
    }

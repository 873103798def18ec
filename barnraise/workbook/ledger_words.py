"""What the ledger answers in codes, in the reader's words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from barnraise.ledger.db_errors import Trouble
from barnraise.ledger.receipt import Receipt, ReceiptCode


def in_words(receipt: Receipt) -> Receipt:
    """The same receipt with the reason in words, where the ledger gave one."""
    return replace(receipt, reason=_reasons()[receipt.code]) if receipt.code else receipt


def trouble_sentence(trouble: Trouble) -> str:
    """What is so and what still works."""
    return _troubles()[trouble]


def log_gone_sentence() -> str:
    """Why nothing can be said in a workbook that was there a moment ago."""
    return _("This workbook was removed for good.")


def _reasons() -> dict[ReceiptCode, str]:
    return {
        ReceiptCode.UNREADABLE: _(
            "This could not be read. Please copy your words and load the page again."
        ),
        ReceiptCode.FULL: _(
            "This workbook is full, so this was not kept. Whoever keeps it can make room: by "
            "removing what a device wrote, on the page of its links."
        ),
        ReceiptCode.SHARE: _(
            "This device, with others that came from the same place, has filled its share of this "
            "workbook, so this was not kept. Please ask the person who keeps it to make room."
        ),
        ReceiptCode.KEPT_FREE: _(
            "This workbook is nearly full, and the last of its room is for the person who keeps "
            "it, so this was not kept. Please ask them to make room."
        ),
        ReceiptCode.OTHER_WORDS: _(
            "This was sent before with other words. Please load the page again and compare."
        ),
        ReceiptCode.ERASED: _(
            "These words were removed for good by the person who keeps this workbook. "
            "They are not kept again."
        ),
        ReceiptCode.BEGAN_FROM_ERASED: _(
            "What you were changing was removed for good meanwhile, by the person who keeps this "
            "workbook. Your words are still here. Take out what should not come back, and save "
            "again."
        ),
    }


def _troubles() -> dict[Trouble, str]:
    return {
        Trouble.FULL: _(
            "The server’s disk is full, so nothing new can be saved just now. "
            "What was saved is safe, and can be read and printed."
        ),
        Trouble.READ_ONLY: _(
            "The server’s disk takes no changes just now, so nothing new can be saved. "
            "What was saved is safe, and can be read and printed."
        ),
        Trouble.BROKEN: _(
            "The server’s disk has a fault, so nothing is saved until it works again. "
            "What was saved before can be read and printed as far as the disk gives it."
        ),
        Trouble.BUSY: _(
            "The server is busy and could not do this in time. Please try again in a moment."
        ),
        Trouble.GONE: _(
            "The server’s database does not answer just now, so nothing can be shown or saved. "
            "What was saved is safe. Please try again in a moment."
        ),
    }

"""Which characters a text may hold, and one shape for each text. Pure."""

import re

# Controls cannot be shown and PostgreSQL refuses NUL; half a surrogate pair cannot be written to
# disk. Marks of direction (right-to-left) and joiners are letters' neighbors and stay.
UNWELCOME = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")
# Word parts lines by a vertical tab (Shift+Enter) and pages by a form feed: neither may glue words.
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def unwelcome(text: str) -> str:
    """The first character that may not be here, or ""."""
    match = UNWELCOME.search(text)
    return match[0] if match else ""


def with_plain_breaks(text: str) -> str:
    """The text with every sign that ends a line as the one that this house knows."""
    return _BREAK.sub("\n", text)


def tidy(text: str) -> str:
    """The text with plain line breaks and no space at its ends."""
    return with_plain_breaks(text).strip()


def visible(text: str) -> bool:
    """Whether there is anything to see."""
    return any(ch.isprintable() and not ch.isspace() for ch in text)

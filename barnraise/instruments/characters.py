"""Which characters a text may hold, and one shape for each text. Pure."""

import re

# Controls cannot be shown and PostgreSQL refuses NUL; half a surrogate pair cannot be written to
# disk. Marks of direction (right-to-left) and joiners are letters' neighbors and stay.
UNWELCOME = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\u2028\u2029]")


def unwelcome(text: str) -> str:
    """The first character that may not be here, or ""."""
    match = UNWELCOME.search(text)
    return match[0] if match else ""


def tidy(text: str) -> str:
    """The text with plain line breaks and no space at its ends."""
    return _BREAK.sub("\n", text).strip()


def visible(text: str) -> bool:
    """Whether there is anything to see."""
    return any(ch.isprintable() and not ch.isspace() for ch in text)

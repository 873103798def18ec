"""Whole numbers out of text that came from outside. Pure."""

MAX_DIGITS = 9


def whole_number(text: str, max_digits: int = MAX_DIGITS) -> int | None:
    """The number that these few plain digits spell; None for anything else.

    Digits of other scripts, signs, blanks and numbers of any length are what `int` would take.
    """
    fits = text.isascii() and text.isdecimal() and len(text) <= max_digits
    return int(text) if fits else None

"""Short codes of what a paper form asks, such as "B3K", for whoever types it in. Pure.

The stage's letter, the question's number, and one more letter by which a slip of the finger is
noticed: any one sign mistaken, and any two neighbors exchanged. A stage's text boxes begin with 0.
Letters that look like digits (I, O, Q) do not appear.
"""

import re
from collections.abc import Iterator

from barnraise.instruments.document import Instrument

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # 23, a prime, which is what makes the check work
SIGNS = "0123456789" + LETTERS
# The second letter of later stages ends at N: from P on, letters and digits share remainders of 23,
# and a 0 read as a P would go unnoticed.
SECOND = LETTERS[:13]
CODE = re.compile(r"(?:[A-HJ-NPR-Z]|[ABC][A-HJ-N])[0-9]{1,4}[A-HJ-NPR-Z]")


def codes(instrument: Instrument) -> dict[str, str]:
    """The code of every question and text box, by key: what stands first comes first.

    They depend on the places alone: the same for everyone who has this edition.
    """
    return dict(_codes(instrument))


def _codes(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for s, stage in enumerate(instrument.stages, 1):
        letter = stage_letter(s)
        for q, question in enumerate(stage.questions, 1):
            yield f"question/{question.key}", with_check(f"{letter}{q}")
        for n, box in enumerate(stage.notes, 1):
            yield f"text/{box.key}", with_check(f"{letter}0{n}")


def stage_letter(number: int) -> str:
    """A for the first stage; after the last letter AA, AB and on, enough for 62."""
    if number <= len(LETTERS):
        return LETTERS[number - 1]
    first, second = divmod(number - len(LETTERS) - 1, len(SECOND))
    return LETTERS[first] + SECOND[second]


def with_check(text: str) -> str:
    """The text and its check letter."""
    return text + LETTERS[_sum(text) % len(LETTERS)]


def typed(text: str) -> str | None:
    """A code as somebody typed it, made tidy; None when it cannot be one."""
    tidy = re.sub(r"[\s.·-]", "", text).upper()
    return tidy if CODE.fullmatch(tidy) and with_check(tidy[:-1]) == tidy else None


def _sum(text: str) -> int:
    """Each sign's value times its place from the right, so that order counts."""
    return sum(place * SIGNS.index(sign) for place, sign in enumerate(reversed(text), 1))

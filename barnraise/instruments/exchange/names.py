"""Names for machines: of a fitting form, and each the only one. Pure."""

import re
import unicodedata

from barnraise.instruments.question_set_schema import KEY

MAX_LENGTH = 60
_UNFIT = re.compile("[^a-z0-9_-]+")


class Names:
    """Gives out names; those in `taken` are given to nobody."""

    def __init__(self, *taken: str) -> None:
        self.taken = set(taken)

    def give(self, wished: str, otherwise: str) -> str:
        """The wished name if it can be had, else one as close to it as possible."""
        name = first = fitting(wished) or otherwise
        number = 1
        while name in self.taken:
            number += 1
            ending = f"_{number}"
            name = first[: MAX_LENGTH - len(ending)] + ending
        self.taken.add(name)
        return name


def fitting(text: str) -> str:
    """A key made of a text: small letters, digits, - and _, at most 60 in all; or ""."""
    if KEY.fits(text):
        return text
    apart = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(ch for ch in apart if not unicodedata.combining(ch))
    return _UNFIT.sub("_", plain).lstrip("0123456789_-")[:MAX_LENGTH].rstrip("_")

"""Which look of the picture each choice has, and a choice as it is shown. Pure."""

from dataclasses import dataclass

LOOK = {
    "yes": "solid",
    "partly": "tint",
    "not_yet": "dashed",
    "not_sure": "dotted",
    "n_a": "faint",
    "disagree": "cracked",
    "two": "cracked",
    "": "blank",
}


@dataclass(frozen=True)
class ShownChoice:
    """A choice: its code ("" for none, "two" for two answers), its words, the picture's look."""

    code: str = ""
    words: str = ""
    look: str = "blank"

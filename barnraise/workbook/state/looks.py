"""Which look of the picture each choice has."""

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

"""The signs that stand for the looks of the picture where only letters can be written. Pure."""

MARKS = {
    "solid": "■",
    "tint": "◪",
    "dashed": "□",
    "dotted": "◌",
    "faint": "⊘",
    "cracked": "◫",
    "blank": "·",
}

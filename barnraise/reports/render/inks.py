"""The colors of documents that office programs open, as hexadecimal numbers. Pure."""

INK, MUTED, RED, GREEN = "26323A", "56656D", "9A3B2E", "11605B"
SLATE, GRAY, RULE, PAPER = "4B5B64", "6F6A62", "E2DAC9", "FAF6ED"

# Ink and ground of an answer, by the look that its piece has in the picture.
INKS = {
    "solid": (GREEN, "E4F0EC"),
    "tint": (GREEN, "EEF5F2"),
    "dashed": (SLATE, "F0F2F3"),
    "dotted": (SLATE, "F6F1E4"),
    "faint": (GRAY, "F4F2EE"),
    "cracked": (RED, "F8EBE7"),
    "blank": (GRAY, "FFFFFF"),
}

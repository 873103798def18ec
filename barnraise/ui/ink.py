"""The picture's inks by daylight, for files that the page's style sheet does not reach."""

INKS = {
    "stone": ("#5f7079", "#ccd4d8"),
    "post": ("#76481f", "#dfc9b1"),
    "beam": ("#9c6626", "#ecd5b2"),
    "roof": ("#33464e", "#bcc7cc"),
    "wall": ("#a63b29", "#f0c8bf"),
    "silo": ("#4a6c83", "#c5d5e0"),
    "fence": ("#75644d", "#d9d0c2"),
    "bale": ("#94690f", "#efdba6"),
}
PAPER, TRIM, PANE, JOINT = "#fff", "#fff", "#5c2419", "#ffffff73"
UNSURE, ASIDE, GROUND = "#faf0da", "#8f8a80", "#cbbf9f"


def _rule(within: str, kinds: str, says: str) -> str:
    return ",".join(f"{within} .{kind}" for kind in kinds.split()) + "{" + says + "}"


def _style() -> str:
    """Plain rules: neither variables nor newer selectors, which few readers of files know."""
    outline = "body edge door window"
    rules = [
        "path{fill:none;stroke-linejoin:round}",
        f".ground{{stroke:{GROUND};stroke-width:3;stroke-linecap:round}}",
        *(f".{part}{{color:{color}}}" for part, (color, _) in INKS.items()),
        _rule(".piece", "body face", f"fill:{PAPER}"),
        _rule(".piece", outline, "stroke:currentColor;stroke-width:1.5"),
        _rule(".wall", "edge", "stroke-width:1"),
        _rule(".solid", "body face", "fill:currentColor"),
        _rule(".solid", "body edge", "stroke:none"),
        _rule(".roof .solid", "body", "stroke:currentColor;stroke-width:1"),
        _rule(".solid", "door window", f"fill:{PANE};stroke:{TRIM};stroke-width:3"),
        *(
            _rule(f".{part} .{look}", "body face", f"fill:{tint}")
            for part, (_, tint) in INKS.items()
            for look in ("tint", "cracked")
        ),
        _rule(".dashed", outline, "stroke-dasharray:6 4"),
        _rule(".dotted", "body face", f"fill:{UNSURE}"),
        _rule(".dotted", outline, "stroke-width:2.4;stroke-dasharray:.1 5;stroke-linecap:round"),
        _rule(".faint", outline, f"stroke:{ASIDE};stroke-width:1"),
        _rule(".blank", outline, "stroke-width:.8"),
        _rule(".piece", "seams", f"stroke:{PAPER};stroke-width:1.2"),
        _rule(".solid", "seams", f"stroke:{JOINT}"),
        *(
            _rule(f".{part} .blank", "seams", f"stroke:{tint};stroke-width:.8")
            for part, (_, tint) in INKS.items()
        ),
        _rule(".beam .piece", "seams", "stroke-width:4;stroke-linecap:round"),
        _rule(".piece", "crack", f"fill:{PAPER};stroke:currentColor;stroke-width:1.6"),
        _rule(".piece", "strike", f"stroke:{ASIDE};stroke-width:1.5"),
    ]
    return "".join(rules)


STYLE = _style()

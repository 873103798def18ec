"""How the spreadsheet looks: a style a meaning, in the colors of the other documents."""

from openpyxl.styles import (  # type: ignore[import-untyped]
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Side,
)

from barnraise.reports.render.inks import GREEN, INK, INKS, MUTED, PAPER, RED, RULE, SLATE

FONT = "Calibri"
HEADS = ("head", "head_number")
HEIGHTS = {
    "title": 34.0,
    "heading": 26.0,
    "over": 18.0,
    "line": 18.0,
    "topic": 18.0,
}  # points; these never wrap
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def named_styles() -> list[NamedStyle]:
    """Every style, also to be found in the spreadsheet's own list of styles."""
    return [
        _line("title", Font(name=FONT, size=22, bold=True, color=INK)),
        _line("over", Font(name=FONT, size=11, bold=True, color=RED)),
        _line("line", Font(name=FONT, size=11, color=MUTED)),
        _line("topic", Font(name=FONT, size=11, bold=True, color=INK)),
        _line("heading", Font(name=FONT, size=14, bold=True, color=INK)),
        _style("plain", Font(name=FONT, size=11, color=INK), ruled=False),
        _style("head", Font(name=FONT, size=10, bold=True, color=SLATE), PAPER),
        _style("head_number", Font(name=FONT, size=10, bold=True, color=SLATE), PAPER, to="right"),
        _style("words", Font(name=FONT, size=11, color=INK)),
        _style("strong", Font(name=FONT, size=11, bold=True, color=INK)),
        _style("quiet", Font(name=FONT, size=10, color=MUTED)),
        _style("struck", Font(name=FONT, size=11, color=MUTED, strike=True)),
        _style("number", Font(name=FONT, size=11, color=INK), form="0", to="right"),
        _style("day", Font(name=FONT, size=11, color=INK), form=DAY, to="left"),
        _style("moment", Font(name=FONT, size=10, color=MUTED), form=MOMENT, to="left"),
        _style("link", Font(name=FONT, size=11, color=GREEN, underline="single")),
        *(
            _style(f"answer_{look}", Font(name=FONT, size=11, bold=True, color=ink), ground)
            for look, (ink, ground) in INKS.items()
        ),
    ]


def _line(name: str, font: Font) -> NamedStyle:
    """A text that may run on over the empty cells beside it."""
    return NamedStyle(name=f"barnraise_{name}", font=font, alignment=Alignment(vertical="center"))


def _style(  # noqa: PLR0913  what a cell can look like
    name: str,
    font: Font,
    ground: str = "",
    *,
    ruled: bool = True,
    form: str = "General",
    to: str | None = None,
) -> NamedStyle:
    line = Side("medium", RED) if name in HEADS else Side("thin", RULE)
    return NamedStyle(
        name=f"barnraise_{name}",
        font=font,
        fill=PatternFill("solid", fgColor=ground) if ground else PatternFill(),
        border=Border(bottom=line) if ruled else Border(),
        alignment=Alignment(wrap_text=True, vertical="top", horizontal=to, indent=to == "right"),
        number_format=form,
    )

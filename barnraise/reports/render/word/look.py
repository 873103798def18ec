"""How the Word document looks: styles that can be changed, in the colors of the other documents."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from barnraise.reports.render.inks import GREEN, INK, INKS, MUTED, PAPER, RED, RULE, SLATE
from barnraise.reports.render.word.elements import element

BESIDE = "A9CBC4"  # the line beside what somebody said
FONT, FROM_THE_RIGHT = "Calibri", "Arial"
TABLE = "BarnraiseTable"
Form = tuple[str, int, str, bool, int, int]  # name, size, color, bold, points before and after
PARAGRAPHS: tuple[Form, ...] = (
    ("Normal", 11, INK, False, 0, 6),
    ("Title", 36, INK, True, 0, 10),
    ("Subtitle", 12, RED, True, 44, 8),
    ("Heading 1", 22, INK, True, 20, 8),
    ("Heading 2", 14, INK, True, 20, 3),
    ("Heading 3", 10, SLATE, True, 10, 3),
    ("Caption", 10, MUTED, False, 8, 6),
    ("List Bullet", 11, INK, False, 3, 2),
    ("Quote", 11, INK, False, 5, 2),
    ("Header", 9, MUTED, False, 0, 0),
    ("Footer", 9, MUTED, False, 0, 0),
)
OWN_PARAGRAPHS: tuple[Form, ...] = (
    ("As Of", 12, MUTED, False, 0, 4),
    ("Signed", 9, MUTED, False, 0, 8),
    ("List Signed", 9, MUTED, False, 0, 8),
    ("Rival", 9, RED, True, 6, 2),
    ("Answer", 11, INK, False, 2, 6),
    ("Introduction", 11, MUTED, False, 0, 6),
    ("Contents Heading", 22, INK, True, 26, 8),
    ("Contents 1", 11, INK, False, 0, 8),
    ("Table Head", 9, MUTED, True, 3, 3),
    ("Table Text", 10, INK, False, 3, 3),
    ("Box Heading", 13, INK, True, 20, 0),
    ("Box Text", 11, INK, False, 0, 0),
    ("Box Signed", 9, MUTED, False, 0, 0),
    ("Barn", 11, INK, False, 64, 10),
    ("Small Print", 9, MUTED, False, 0, 2),
    ("Turn", 9, MUTED, False, 10, 0),
)
CHARACTERS = (
    ("Number", 0, RED, True),
    ("Small", 9, MUTED, False),
    ("Web Address", 10, GREEN, False),
    ("Struck", 0, MUTED, False),
    ("Done", 9, GREEN, True),
    ("Here", 10, GREEN, True),
    ("Stressed", 0, INK, True),
    ("New Words", 0, GREEN, True),
    ("Gone Words", 0, MUTED, False),
)


def style_id(name: str) -> str:
    """The id by which a style is asked for."""
    return name.replace(" ", "")


def dressed() -> Document:
    """An empty document with all its styles."""
    return docx.Document(BytesIO(_dressed()))


@cache
def _dressed() -> bytes:
    document, data = docx.Document(), BytesIO()
    _dress(document)
    document.save(data)
    return data.getvalue()


def _dress(document: Document) -> None:
    _plain_defaults(document)
    for form in PARAGRAPHS:
        _paragraph(document.styles[form[0]], form)
    for form in OWN_PARAGRAPHS:
        style = document.styles.add_style(form[0], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _paragraph(style, form)
    for name, size, color, bold in CHARACTERS:
        _font(document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER), size, color, bold=bold)
    for look, (ink, ground) in INKS.items():
        _answer(document.styles.add_style(f"Answer {look}", WD_STYLE_TYPE.CHARACTER), ink, ground)
    _details(document)
    document.styles.element.append(_table_style())


def _plain_defaults(document: Document) -> None:
    """Fonts by name instead of a theme, no stops of the template, some room between lines."""
    for extra in list(document.styles.element.iter(qn("w:tabs"))):
        extra.getparent().remove(extra)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name, font in (("ascii", FONT), ("hAnsi", FONT), ("cs", FROM_THE_RIGHT)):
            fonts.set(qn(f"w:{name}"), font)
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
    document.styles["Normal"].paragraph_format.line_spacing = 1.15


def _paragraph(style: Any, form: Form) -> None:
    """Gives the style its letters and the room around it."""
    _, size, color, bold, before, after = form
    _font(style, size, color, bold=bold)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = style.name.startswith(("Heading", "Box Heading", "Rival", "Contents H"))
    if style.name == "Title":
        for border in style.element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
        layout.line_spacing = 1.0


def _font(style: Any, size: int, color: str, *, bold: bool) -> None:
    font = style.font
    font.name = FONT
    for extra in font._element.rPr.xpath("w:spacing | w:kern | w:szCs"):
        extra.getparent().remove(extra)
    if size:
        font.size = Pt(size)
        font._element.rPr.append(element("szCs", val=size * 2))
    font.bold, font.italic = bold or None, None if isinstance(style, CharacterStyle) else False
    font.color.rgb = RGBColor.from_string(color)


def _answer(style: Any, ink: str, ground: str) -> None:
    _font(style, 10, ink, bold=True)
    style.element.rPr.append(element("bdr", val="single", sz=4, space=0, color=_paler(ink)))
    style.element.rPr.append(element("shd", val="clear", color="auto", fill=ground))


def _paler(ink: str) -> str:
    """The color, mixed with white."""
    parts = (int(ink[start : start + 2], 16) for start in (0, 2, 4))
    return "".join(f"{int(part * 0.4 + 255 * 0.6):02X}" for part in parts)


def _details(document: Document) -> None:
    """Lines beside quotations, frames around stage texts, levels for the list of contents."""
    _bordered(document.styles["Quote"], {"left": (18, 8, BESIDE)}, indent=10)
    for name in ("Box Heading", "Box Text", "Box Signed"):
        sides = dict.fromkeys(("top", "left", "bottom", "right"), (4, 8, RULE))
        _bordered(document.styles[name], sides, indent=9, ground=PAPER)
    document.styles["Box Heading"].element.get_or_add_pPr().append(element("outlineLvl", val=1))
    document.styles["Signed"].paragraph_format.left_indent = Pt(10)
    document.styles["List Signed"].paragraph_format.left_indent = Pt(18)
    document.styles["New Words"].font.underline = True
    for name in ("Struck", "Gone Words"):
        document.styles[name].font.strike = True
    _bordered(document.styles["Header"], {"bottom": (4, 4, RULE)}, indent=0)


def _bordered(
    style: ParagraphStyle,
    sides: dict[str, tuple[int, int, str]],
    *,
    indent: int,
    ground: str = "",
) -> None:
    properties = style.element.get_or_add_pPr()
    lines = [
        element(side, val="single", sz=width, space=space, color=color)
        for side, (width, space, color) in sides.items()
    ]
    properties.append(element("pBdr", *lines))
    if ground:
        properties.append(element("shd", val="clear", color="auto", fill=ground))
    if indent:
        style.paragraph_format.left_indent = Pt(indent)
        style.paragraph_format.right_indent = Pt(indent if ground else 0)


def _table_style() -> Element:
    """Rules between rows, a stronger one under the heads, nothing else."""
    made = element("style", element("name", val="Barnraise Table"), type="table", styleId=TABLE)
    line: dict[str, str | int] = {"val": "single", "space": 0}
    made.append(element("basedOn", val="TableNormal"))
    borders = element(
        "tblBorders",
        element("bottom", sz=4, color=RULE, **line),
        element("insideH", sz=4, color=RULE, **line),
    )
    margins = element(
        "tblCellMar", element("left", w=0, type="dxa"), element("right", w=160, type="dxa")
    )
    made.append(element("tblPr", borders, margins))
    under = element("tcBorders", element("bottom", sz=8, color=SLATE, **line))
    made.append(element("tblStylePr", element("tcPr", under), type="firstRow"))
    return made

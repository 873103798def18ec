"""Draws courses of pieces as a barn: SVG text with class names only, colored by the style sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from barnraise.ui.courses import Layout, lay_out
from barnraise.ui.geometry import line, number, rounded
from barnraise.ui.ink import STYLE
from barnraise.ui.shape import Shape

LOOKS = ("solid", "tint", "dashed", "dotted", "faint", "cracked", "blank")
SEAMED = {"solid", "tint", "cracked", "blank"}  # the looks in which boards and joints show
IDENT = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ADDRESS = re.compile(r"https?://\S+|(?![^/?#]*:)\S+")  # a place here, or on the web
BLANKS = re.compile(r"[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class BarnPiece:
    """One piece: how it looks, what it is called, where it leads."""

    look: str
    title: str = ""
    href: str = ""

    def __post_init__(self) -> None:
        if self.look not in LOOKS:
            raise ValueError(f"look is {self.look!r}; it must be one of {', '.join(LOOKS)}")


@dataclass(frozen=True, slots=True)
class Course:
    """The pieces of one part of the barn, from the left or from the ground."""

    title: str
    pieces: tuple[BarnPiece, ...]


def draw(  # noqa: PLR0913  one picture, named options only
    courses: Sequence[Course],
    *,
    title: str,
    description: str,
    ident: str = "picture",
    links: bool = True,
    standalone: bool = False,
    plain: bool = False,
) -> str:
    """The picture as SVG; `standalone` carries its own style, for a file outside the page.

    `plain` asks for rows also where there could be a barn.
    """
    if not IDENT.fullmatch(ident):
        raise ValueError(f"ident is {ident!r}; it must be a letter, then letters, digits, - or _")
    layout = lay_out(tuple(len(course.pieces) for course in courses), plain=plain)
    linked = links and any(_leads(piece) for course in courses for piece in course.pieces)
    body = "".join(
        _course(course, part, shapes, linked=linked)
        for course, (part, shapes) in zip(courses, layout.courses, strict=True)
    )
    return (
        f"{_opening(layout, ident, linked=linked, standalone=standalone)}"
        f'<title id="{ident}-title">{_text(title)}</title>'
        f'<desc id="{ident}-desc">{_text(description)}</desc>'
        f"{f'<style>{STYLE}</style>' if standalone else ''}{_ground(layout)}{body}</svg>"
    )


def swatch(look: str) -> str:
    """A piece of 16 by 16 in one look, for a legend; the words stand beside it."""
    corners = ((1.5, 1.5), (14.5, 1.5), (14.5, 14.5), (1.5, 14.5))
    small = Shape(
        rounded(corners, 2.5),
        corners,
        "M9 1 6 6 9.5 7.5 6.5 15 11 6.8 8 5.5 11.5 1z",
        "M3.5 12.5 12.5 3.5",
    )
    drawn = _piece(BarnPiece(look), small, linked=False)
    return (
        '<svg class="picture swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        f' focusable="false"><g class="part post">{drawn}</g></svg>'
    )


def _opening(layout: Layout, ident: str, *, linked: bool, standalone: bool) -> str:
    view = " ".join(number(value) for value in layout.box)
    role = "graphics-document" if linked else "img"  # an image hides the links inside it
    kind = "picture plain" if layout.plain else "picture"
    size = ' width="{2}" height="{3}"'.format(*view.split())
    file = f' xmlns="http://www.w3.org/2000/svg"{size}' if standalone else ""
    return (
        f'<svg class="{kind}"{file} viewBox="{view}"'
        f' role="{role}" aria-labelledby="{ident}-title" aria-describedby="{ident}-desc">'
    )


def _ground(layout: Layout) -> str:
    left, _, width, _ = layout.box
    ends = [(left + 6, layout.ground + 1), (left + width - 6, layout.ground + 1)]
    return f'<path class="ground" d="{line(ends)}"/>'


def _course(course: Course, part: str, shapes: Sequence[Shape], *, linked: bool) -> str:
    name = f"<title>{_text(course.title)}</title>" if course.title else ""
    role = ' role="group"' if linked else ""
    pieces = zip(course.pieces, shapes, strict=True)
    drawn = "".join(_piece(piece, each, linked=linked) for piece, each in pieces)
    return f'<g class="part {part}"{role}>{name}{drawn}</g>'


def _piece(piece: BarnPiece, shape: Shape, *, linked: bool) -> str:
    leads = linked and _leads(piece)
    tag, href = ("a", f' href="{_text(piece.href)}"') if leads else ("g", "")
    name = f"<title>{_text(piece.title)}</title>" if piece.title else ""
    seamed = piece.look in SEAMED
    lines = (
        ("face" if shape.edge else "body", shape.body),
        ("seams", shape.seams if seamed else ""),
        ("edge", shape.edge),
        ("window", shape.window),
        ("door", shape.door),
        ("crack", shape.crack if piece.look == "cracked" else ""),
        ("strike", shape.strike if piece.look == "faint" else ""),
    )
    drawn = "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in lines if path)
    return f'<{tag} class="piece {piece.look}"{href}>{name}{drawn}</{tag}>'


def _leads(piece: BarnPiece) -> bool:
    """Whether the piece has an address that is safe to follow."""
    return bool(ADDRESS.fullmatch(_plain(piece.href)))


def _plain(text: str) -> str:
    """The text without what XML forbids; blanks instead of line breaks."""
    return NOT_TEXT.sub("", BLANKS.sub(" ", text)).strip()


def _text(text: str) -> str:
    return escape(_plain(text))

"""Reads exports back as text, each with a reader that did not write it."""

from html.parser import HTMLParser
from io import BytesIO

from markdown_it import MarkdownIt
from pypdf import PdfReader

UNSEEN = frozenset({"head", "style", "svg", "script"})


def text_of_pdf(data: bytes) -> str:
    """Every page's text, in order."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def text_of_html(data: bytes) -> str:
    """What a reader sees, without the picture."""
    parser = _Text()
    parser.feed(data.decode())
    parser.close()
    return "".join(parser.found)


def text_of_markdown(data: bytes) -> str:
    """What is seen once the marks are read."""
    return text_of_html(MarkdownIt().render(data.decode()).encode())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.found.append("\n" if tag in {"p", "br", "li", "td"} else "")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)

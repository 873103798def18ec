"""The document being written: paragraphs, tables and links, one after the other."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Cm

from barnraise.reports.document.report import Report
from barnraise.reports.document.values import Evidence, Signed
from barnraise.reports.render.word.elements import Run, element, inline, paragraph
from barnraise.reports.render.word.look import BESIDE, TABLE, style_id
from barnraise.reports.text.bidi import from_the_right
from barnraise.reports.text.symbols import MARKS
from barnraise.reports.text.web_address import followed
from barnraise.workbook.state.looks import ShownChoice

ONE_LINE = 48  # letters of an answer that stay together
SHORT = 700  # letters of a text that is not broken over two pages
Cell = Sequence[Element]  # the paragraphs in one cell


class Page:
    """Writes at the end of the document, in the words of the report."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report
        self.body = document.element.body
        self.end = self.body.sectPr
        self.links: dict[str, str] = {}
        self.marked = 0

    def put(self, *made: Element) -> None:
        """Adds elements at the end."""
        for each in made:
            self.end.addprevious(each)

    def say(self, style: str, *runs: Run | Element | str, keep: bool = False) -> None:
        """Adds a paragraph in a style."""
        self.put(self.paragraph(style, *runs, keep=keep))

    def paragraph(
        self, style: str, *runs: Run | Element | str, keep: bool = False, align: str = ""
    ) -> Element:
        """A paragraph in a style, not yet added."""
        pieces = [Run(run) if isinstance(run, str) else run for run in runs]
        return paragraph(style_id(style), pieces, keep=keep, align=align)

    def head(self, style: str, *runs: Run | str, anchor: str = "") -> Element:
        """Adds a heading, with a name that links can lead to, and answers it."""
        made = self.paragraph(style, *runs)
        if anchor:
            self.marked += 1
            start = element("bookmarkStart", id=self.marked, name=anchor)
            made.insert(1, start)
            made.append(element("bookmarkEnd", id=self.marked))
        self.put(made)
        return made

    def chip(self, choice: ShownChoice, many: int | None = None) -> Run:
        """An answer in its color, with its sign, and how many there are of it."""
        count = "" if many is None else f" {many}"
        words = f" {MARKS[choice.look]} {choice.words}{count} "
        if len(words) < ONE_LINE:
            words = words.replace(" ", "\u00a0")
        return Run(words, style_id(f"Answer {choice.look}"))

    def web(self, proof: Evidence) -> Run:
        """Evidence's address, which leads there when it is one that may be followed."""
        address = followed(proof.link)
        if not address:
            return Run(proof.link, style_id("Small"))
        if address not in self.links:
            part = self.document.part
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.links[address] = part.relate_to(address, kind, is_external=True)
        return Run(proof.link, style_id("Web Address"), link=self.links[address])

    def signature(self, entry: Signed) -> list[Run]:
        """Who said it, when, and whether it was struck."""
        facts = [inline(entry.by), entry.at.words]
        facts += [inline(entry.struck_by) or self.report.label("struck")] if entry.struck else []
        return [Run(" · ".join(fact for fact in facts if fact))]

    def words(self, entry: Signed, text: str) -> Run:
        """What was said, struck through where it was struck."""
        return Run(text, style_id("Struck") if entry.struck else "")

    def quote(self, entry: Signed, text: str) -> None:
        """Adds what somebody said, with a line along the side on which it begins."""
        self.quoted(self.words(entry, text), keep=len(text) < SHORT)

    def quoted(self, *runs: Run, keep: bool = False) -> None:
        """Adds such a text, put together from pieces."""
        made = self.paragraph("Quote", *runs, keep=keep)
        if from_the_right("".join(run.text for run in runs)):
            line = element("right", val="single", sz=18, space=8, color=BESIDE)
            made[0].append(element("pBdr", element("left", val="nil"), line))
        self.put(made)

    def table(self, title: str, heads: Sequence[str], widths: Sequence[float]) -> "WordTable":
        """A table with heads that stand again on every page; widths in centimeters."""
        made = WordTable(title, widths, rightward=self.report.direction == "rtl")
        made.row([[self.paragraph("Table Head", head, keep=True)] for head in heads], head=True)
        self.put(made.made)
        return made

    def picture(self, data: bytes, words: str, width: float) -> Element:
        """A picture within a line, with its words for who does not see it."""
        room = self.document.add_paragraph()
        shape = room.add_run().add_picture(BytesIO(data), width=Cm(width))
        shape._inline.docPr.set("descr", words)
        shape._inline.docPr.set("name", "barn")
        run: Element = room.runs[0]._element
        room._element.getparent().remove(room._element)
        return run


class WordTable:
    """A table that is being filled row by row."""

    def __init__(self, title: str, widths: Sequence[float], *, rightward: bool) -> None:
        self.widths = [round(width * 567) for width in widths]  # in twentieths of a point
        properties = element("tblPr", element("tblStyle", val=TABLE))
        if rightward:
            properties.append(element("bidiVisual"))
        properties.append(element("tblW", w=sum(self.widths), type="dxa"))
        properties.append(element("tblLayout", type="fixed"))
        properties.append(element("tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1))
        properties.append(element("tblCaption", val=title))
        columns = (element("gridCol", w=width) for width in self.widths)
        self.made = element("tbl", properties, element("tblGrid", *columns))

    def row(self, cells: Sequence[Cell], *, head: bool = False) -> None:
        """Adds a row; a short one stays on one page, and the heads come again on each."""
        properties = element("trPr")
        letters = sum(len(text) for cell in cells for each in cell for text in each.itertext())
        if letters < SHORT:
            properties.append(element("cantSplit"))
        if head:
            properties.append(element("tblHeader"))
        made = element("tr", properties)
        for cell, width in zip(cells, self.widths, strict=True):
            made.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *cell))
        self.made.append(made)

"""The sheet of paper in Word: its size and margins, header and footer, language and direction."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Cm, Inches

from barnraise.reports.document.report import Report
from barnraise.reports.render.word.elements import Run, element, field, paragraph

LANGUAGES = {"en": "en-US", "es": "es-US"}
WIDE = 16.5  # centimeters of text
MAX_NAME = 60  # characters of a name at the head of a page


def frame(document: Document, report: Report) -> None:
    """Letter paper, a cover without header and footer, the language everywhere."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Cm((21.59 - WIDE) / 2)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.3)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.1)
    section.different_first_page_header_footer = True
    _fill(section.header._element, "Header", [Run(_short(report.title))], [_run(report.subtitle)])
    as_of = report.label("as_of") % {"when": report.made_at.words}
    _fill(section.footer._element, "Footer", [Run(as_of)], _numbers(report))
    credit = " ".join(filter(None, (report.source, report.credit)))
    _fill(section.first_page_footer._element, "Footer", [Run(credit)], [])
    _speak(document, report)


def _run(text: str) -> Run:
    return Run(_short(text))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_NAME else f"{flat[: MAX_NAME - 1].rstrip()}…"


def _fill(
    room: Element, style: str, left: list[Run], right: list[Run] | list[Run | Element]
) -> None:
    """One line: something at its start, something at its end."""
    for old in list(room):
        room.remove(old)
    line = paragraph(style, [*left, *([element("r", element("tab"))] if right else ()), *right])
    line[0].append(element("tabs", element("tab", val="right", pos=round(WIDE * 567))))
    room.append(line)


def _numbers(report: Report) -> list[Run | Element]:
    """The page's number in the report's words, worked out by the reader's program."""
    before, _, rest = report.label("page").partition("%(n)s")
    between, _, after = rest.partition("%(of)s")
    return [Run(before), *field("PAGE", "1"), Run(between), *field("NUMPAGES", "1"), Run(after)]


def _speak(document: Document, report: Report) -> None:
    """The language of all that has none of its own; for a language from the right, the sides."""
    spoken = LANGUAGES.get(report.language, report.language)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), spoken)
        language.set(qn("w:eastAsia"), "zh-CN")
        language.set(qn("w:bidi"), "ar-SA")
    if report.direction == "rtl":
        paper = document.sections[0]._sectPr
        paper.insert(paper.index(paper.find(qn("w:docGrid"))), element("bidi"))
        document.styles["Normal"].element.get_or_add_pPr().append(element("bidi"))

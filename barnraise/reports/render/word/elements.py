"""WordprocessingML, made small: elements by their short names, runs and paragraphs of texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from barnraise.reports.text.bidi import from_the_right, pieces

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARK = "\u200e"  # keeps what follows from turning around with a name from the right


@dataclass(frozen=True)
class Run:
    """Some words in one character style; `link` is the id of an address they lead to."""

    text: str
    style: str = ""
    link: str = ""
    anchor: str = ""


def element(tag: str, *within: Element, **attributes: str | int) -> Element:
    """`<w:tag>` with attributes in the same namespace, and what is in it."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(within)
    return made


def paragraph(
    style: str, runs: Sequence[Run | Element], *, keep: bool = False, align: str = ""
) -> Element:
    """A paragraph; `keep` holds it on the page of the next one."""
    made = element("p")
    properties = element("pPr", element("pStyle", val=style))
    if keep:
        properties.append(element("keepNext"))
    if from_the_right("".join(run.text for run in runs if isinstance(run, Run))):
        properties.append(element("bidi"))
    if align:
        properties.append(element("jc", val=align))
    made.append(properties)
    for run in runs:
        made.extend(_run(run) if isinstance(run, Run) else [run])
    return made


def inline(text: str) -> str:
    """The text for a line of small facts, where it must not turn the others around."""
    flat = " ".join(text.split())
    return flat + MARK if any(language for _piece, language in pieces(flat)) else flat


def _run(run: Run) -> list[Element]:
    made = [_piece(text, run.style, language) for text, language in pieces(run.text)]
    if not run.link and not run.anchor:
        return made
    link = element("hyperlink", *made)
    if run.link:
        link.set(qn("r:id"), run.link)
    else:
        link.set(qn("w:anchor"), run.anchor)
    return [link]


def _piece(text: str, style: str, language: str) -> Element:
    made = element("r")
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if language:
        properties.extend([element("rtl"), element("lang", bidi=language)])
    if len(properties):
        made.append(properties)
    made.extend(_letters(text))
    return made


def _letters(text: str) -> list[Element]:
    letters: list[Element] = []
    for n, line in enumerate(text.split("\n")):
        letters += [element("br")] if n else []
        for m, part in enumerate(line.split("\t")):
            letters += [element("tab")] if m else []
            if part:
                letters.append(_text(part))
    return letters


def _text(words: str) -> Element:
    made = element("t")
    made.text = words
    made.set(SPACE, "preserve")
    return made


def field(code: str, shown: str) -> list[Element]:
    """A field, such as the page's number, and what stands there until it is worked out."""
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", _text(shown)),
        element("r", element("fldChar", fldCharType="end")),
    ]

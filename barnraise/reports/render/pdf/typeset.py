"""Has typst set a document from JSON: tagged (PDF/UA-1), with the packages' fonts alone."""

import json
from pathlib import Path

import typst

from barnraise.reports.render.pdf.fonts import FOLDERS, families
from barnraise.reports.render.pdf.text_layer import with_letters
from barnraise.reports.text.layered import BACKWARD_PATTERN, PATTERN, needs_layer

HERE = Path(__file__).parent
PAPERS = {"letter": "us-letter", "a4": "a4"}


def typeset(file: str, data: dict[str, object], paper: str, at: int) -> bytes:
    """What the typst file of this folder makes of the data; `at` is in seconds since 1970."""
    fonts = [*FOLDERS, str(HERE)]
    compiler = typst.Compiler(root=str(HERE), font_paths=fonts, ignore_system_fonts=True)
    inputs = {**data, "paper": PAPERS[paper], "fonts": families()}
    layered = needs_layer(json.dumps(data, ensure_ascii=False))
    inputs |= {"layered": PATTERN if layered else "", "backward": BACKWARD_PATTERN}
    document = compiler.compile(
        input=str(HERE / file),
        format="pdf",
        sys_inputs={"data": json.dumps(inputs)},
        pdf_standards="ua-1",
        timestamp=at,
    )
    if not isinstance(document, bytes):
        raise TypeError(
            type(document)
        )  # several files come only from formats of one picture a page
    return with_letters(document) if layered else document

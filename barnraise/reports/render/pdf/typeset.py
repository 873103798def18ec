"""Has typst set a document from JSON: tagged (PDF/UA-1), with the packages' fonts alone."""

import json
from pathlib import Path
from typing import Any

import typst

from barnraise.reports.render.pdf.fonts import FOLDERS, families

HERE = Path(__file__).parent
PAPERS = {"letter": "us-letter", "a4": "a4"}


def typeset(file: str, data: dict[str, Any], paper: str, at: int) -> bytes:
    """What the typst file of this folder makes of the data; `at` is in seconds since 1970."""
    compiler = typst.Compiler(root=str(HERE), font_paths=list(FOLDERS), ignore_system_fonts=True)
    given = {**data, "paper": PAPERS[paper], "fonts": families()}
    made = compiler.compile(
        input=str(HERE / file),
        format="pdf",
        sys_inputs={"data": json.dumps(given)},
        pdf_standards="ua-1",
        timestamp=at,
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))  # several files come only from formats of one picture a page
    return made

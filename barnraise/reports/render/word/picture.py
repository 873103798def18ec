"""The barn as a PNG: what every word processor can show. Drawn by typst, so no other program."""

from pathlib import Path
from tempfile import TemporaryDirectory

import typst

WIDTH = 15.0  # centimeters
DOTS = 220  # an inch
HERE = "picture.svg"
SHEET = f"""#set page(width: {WIDTH}cm, height: auto, margin: 0pt, fill: none)
#image("{HERE}", width: 100%)
"""


def png(svg: str) -> bytes:
    """The picture on a transparent ground."""
    with TemporaryDirectory() as folder:
        sheet = Path(folder, "sheet.typ")
        sheet.write_text(SHEET, encoding="utf-8")
        Path(folder, HERE).write_text(svg, encoding="utf-8")
        compiler = typst.Compiler(root=folder, ignore_system_fonts=True)
        made = compiler.compile(input=str(sheet), format="png", ppi=DOTS)
    if not isinstance(made, bytes):
        raise TypeError(type(made))  # more than one page; a picture is one
    return made

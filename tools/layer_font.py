"""Makes the font of blanks in which a PDF says its letters; `--check` compares."""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from barnraise.reports.text.layered import OFFSET, blanks
from tools.step import ROOT

FILE = ROOT / "barnraise/reports/render/pdf/layer.ttf"
NAME = "Barnraise Layer"
UNITS, WIDTH, ASCENT, DESCENT = 1000, 500, 1069, 293  # as high as the font of the other letters


def made() -> bytes:
    """The font: a blank for each letter, nothing drawn; the same bytes each time."""
    names = {point: f"u{point:04X}" for point in blanks()}
    font = FontBuilder(UNITS, isTTF=True)
    glyphs = [".notdef", *names.values()]
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap({OFFSET + point: name for point, name in names.items()})
    font.setupGlyf({name: Glyph() for name in glyphs})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (WIDTH, 0)))
    font.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    one_word = NAME.replace(" ", "")
    font.setupNameTable(
        {
            "familyName": NAME,
            "styleName": "Regular",
            "uniqueFontIdentifier": one_word,
            "fullName": NAME,
            "psName": f"{one_word}-Regular",
            "version": "Version 1.000",
        }
    )
    font.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT
    )
    font.setupPost(keepGlyphNames=False)
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def main() -> int:
    """Write the font; exits 1 with `--check` when the one that is there differs."""
    if "--check" in sys.argv[1:]:
        return int(not FILE.exists() or FILE.read_bytes() != made())
    FILE.write_bytes(made())
    print(f"{Path(FILE).relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Properties in the order in which the file format wants them; Word refuses a few that are not."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

PARAGRAPH = """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
sectPr pPrChange"""
WORDS = """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr
shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"""
ORDERS = {
    qn(f"w:{name}"): {qn(f"w:{each}"): n for n, each in enumerate(order.split())}
    for name, order in (("pPr", PARAGRAPH), ("rPr", WORDS))
}


def put_in_order(root: Element) -> None:
    """Sorts the properties of everything in `root`."""
    for properties in root.iter(*ORDERS):
        places = ORDERS[properties.tag]
        properties[:] = sorted(properties, key=lambda each: places.get(each.tag, len(places)))

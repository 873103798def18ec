"""A PDF read back: its sizes, its tags, its words without spaces."""

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

SIZES = {"letter": (612, 792), "a4": (595, 842)}


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""

    def below(node: Any) -> Iterator[Any]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from below(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    yield from below(reader.trailer["/Root"]["/StructTreeRoot"])


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)

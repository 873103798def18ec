"""From a stored document to its Instrument, parsed once per process."""

from functools import lru_cache

from barnraise.instruments.document import Instrument
from barnraise.instruments.parsing import parse


@lru_cache(maxsize=64)
def parsed(sha256: str, document: str) -> Instrument:
    """The instrument of a document that was checked when it was published."""
    return parse(document, name=sha256[:12])

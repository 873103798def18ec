"""From a stored document to its Instrument, parsed once per process."""

from collections.abc import Callable

from barnraise.instruments.document import Instrument
from barnraise.instruments.parser import parse

MAX_SETS = 64
_known: dict[str, Instrument] = {}


def parsed(sha256: str, document: Callable[[], str]) -> Instrument:
    """The instrument of a document that was checked when it was published.

    `document` is asked for its text only when this process has not parsed it yet.
    """
    instrument = _known.get(sha256)
    if instrument is None:
        instrument = parse(document(), name=sha256[:12])
        if len(_known) >= MAX_SETS:
            _known.pop(next(iter(_known)), None)
        _known[sha256] = instrument
    return instrument

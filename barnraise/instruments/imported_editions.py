"""Editions that come with a workbook from elsewhere: kept word for word, and offered to nobody.

A stranger's file must not become the next version of a set that others use. An edition that is not
here already is kept under a key of its own; only a set that belongs to one workbook, whose key is
random, keeps its key where that is free.
"""

from collections.abc import Iterable

from barnraise.instruments.document import Instrument
from barnraise.instruments.models import CARRIED, Edition
from barnraise.instruments.parser import parse
from barnraise.ledger.writer import write_transaction

OWN = "own-"  # how the keys begin of sets that belong to one workbook


def import_edition(documents: Iterable[str], word: str) -> dict[str, Edition]:
    """Each document's edition, by its digest; `word` is random and names those that are new."""
    texts = {Edition.digest(text): text for text in documents}
    with write_transaction():
        editions = {edition.sha256: edition for edition in Edition.objects.filter(sha256__in=texts)}
        keys: dict[str, str] = {}
        for digest, text in texts.items():
            if digest not in editions:
                instrument = parse(text)
                key = keys.setdefault(instrument.key, _key(instrument, word, len(keys)))
                editions[digest] = Edition.objects.create(
                    key=key, version=instrument.version, sha256=digest, document=text
                )
    return editions


def _key(instrument: Instrument, word: str, number: int) -> str:
    """Its own key when that belongs to one workbook and nobody here has it; else another."""
    own = instrument.key.startswith(OWN)
    if own and not Edition.objects.filter(key=instrument.key).exists():
        return instrument.key
    return f"{CARRIED}{word}-{number}"

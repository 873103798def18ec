"""From a document's text to its Instrument, or to all that is wrong with it: strict. Pure.

The same text gives the same instrument on every machine.
"""

from barnraise.instruments.cross_checks import check, languages_of
from barnraise.instruments.document import MAX_BYTES, Instrument
from barnraise.instruments.problems import Findings, NotAQuestionSet, Problem
from barnraise.instruments.question_set_schema import QUESTION_SET
from barnraise.instruments.scalar_types import Reading
from barnraise.instruments.yamltree import read

__all__ = ["NotAQuestionSet", "Problem", "decoded", "parse"]


def parse(text: str, name: str = "document") -> Instrument:
    """The instrument of a document; raises NotAQuestionSet, and nothing else, on any other text.

    `name` is what the problems call the document: a file's name.
    """
    findings = Findings(name)
    root = read(text, findings)
    instrument = QUESTION_SET.read(root, Reading(findings, languages_of(root)))
    check(root, findings)
    findings.finish()
    assert isinstance(instrument, Instrument)  # nothing was found wrong, so it was made
    return instrument


def decoded(data: bytes, name: str = "document") -> str:
    """A file's bytes as text; raises NotAQuestionSet when they are no UTF-8, or too many."""
    findings = Findings(name)
    if len(data) > MAX_BYTES:
        findings.stop(1, "", f"The document is larger than {MAX_BYTES:,} bytes.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.stop(line, "", "This is not UTF-8 text; save the file as “UTF-8”.")

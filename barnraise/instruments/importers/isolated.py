"""Has a stranger's document made into a question set's, in a process of its own."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from barnraise.instruments.document import Instrument
from barnraise.instruments.importers.draft import Remark
from barnraise.instruments.importers.errors import MAX_BYTES, NotAChecklist, Reason
from barnraise.instruments.parser import parse
from barnraise.sandbox.child import Answer
from barnraise.sandbox.errors import SandboxCode, SandboxError
from barnraise.sandbox.parent import run

# Named and not imported: what they need to read a document stays out of this process.
CHECKLISTS: Final = "barnraise.instruments.importers.child"
FORMS: Final = "barnraise.instruments.exchange.xlsform.child"
WHY: Final = {
    SandboxCode.EMPTY: (Reason.NOT_A_CHECKLIST, "The document is empty."),
    SandboxCode.TOO_LARGE: (
        Reason.TOO_LARGE,
        f"The document is larger than {MAX_BYTES // 1_000_000} MB.",
    ),
    SandboxCode.OUT_OF_MEMORY: (Reason.TOO_LARGE, "The document is too large to be read."),
    SandboxCode.TOO_DEEP: (Reason.TOO_DEEP, "The document is nested too deeply."),
    SandboxCode.TOO_SLOW: (
        Reason.TOO_SLOW,
        "The document took too long to read. Copy its text and paste that.",
    ),
    SandboxCode.BUSY: (
        Reason.BUSY,
        "Other documents are being read just now. Try again in a minute.",
    ),
    SandboxCode.FAILED: (
        Reason.DAMAGED,
        "The document could not be read. Copy its text and paste that.",
    ),
}


@dataclass(frozen=True)
class ImportedSet:
    """A question set's document, checked where it was made, and what there is to say about it."""

    document: str
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def instrument(self) -> Instrument:
        return parse(self.document, name="import")


def is_form(name: str) -> bool:
    """Whether a file's name says that it is a spreadsheet (XLSForm, as KoboToolbox has them)."""
    return name.lower().endswith(".xlsx")


def import_document(
    data: bytes, name: str = "", language: str | None = None, *, key: str = ""
) -> ImportedSet:
    """The question set in a document or form; raises NotAChecklist with a sentence, nothing else.

    `name` is the file's; `language` a code such as es, guessed when it is not given; a form says
    itself what it speaks. `key` is the set's own, made from its title or name when not given.
    """
    if is_form(name):
        answer = _ask(FORMS, data, name, key)
    else:
        answer = _ask(CHECKLISTS, data, name, language or "", key)
    remarks = answer.get("remarks", "").split()
    return ImportedSet(answer["document"], tuple(Remark(remark) for remark in remarks))


def _ask(module: str, data: bytes, *args: str) -> Answer:
    try:
        answer = run(module, data, *args, max_bytes=MAX_BYTES)
    except SandboxError as error:
        raise NotAChecklist(*WHY[error.code]) from error
    if "refused" in answer:
        raise NotAChecklist(Reason(answer["refused"]), answer["sentence"])
    if "not_a_form" in answer:
        raise NotAChecklist(Reason.NOT_A_CHECKLIST, answer["not_a_form"])
    return answer

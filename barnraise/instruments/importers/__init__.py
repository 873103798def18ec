"""From other people's checklists to question sets: nothing lost, nothing invented. Pure.

A page or command calls `guarded(bytes, name)` and gets what was `Found`, or a `NotAChecklist`
with a sentence; `drafted(found)` is the question set made of it. `read` is the same without the
process of its own, for tests; `form` takes a form tool's spreadsheet.
"""

from barnraise.instruments.importers.build_set import instrument as drafted
from barnraise.instruments.importers.draft import Draft, Remark
from barnraise.instruments.importers.errors import NotAChecklist, Reason
from barnraise.instruments.importers.forms import form
from barnraise.instruments.importers.read_document import read
from barnraise.instruments.importers.sandbox import read as guarded

__all__ = ["Draft", "NotAChecklist", "Reason", "Remark", "drafted", "form", "guarded", "read"]

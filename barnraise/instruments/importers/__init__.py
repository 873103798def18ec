"""From other people's checklists to question sets: nothing lost, nothing invented. Pure.

A page or command calls `guarded(bytes, name)` and gets what was `Found`, or a `NotAChecklist`
with a sentence; `drafted(found)` is the question set made of it. `read` is the same without the
process of its own, for tests; `form` takes a form tool's spreadsheet.
"""

from barnraise.instruments.importers.drafting import instrument as drafted
from barnraise.instruments.importers.forms import form
from barnraise.instruments.importers.found import Found, Remark
from barnraise.instruments.importers.guarding import read as guarded
from barnraise.instruments.importers.reading import read
from barnraise.instruments.importers.refusing import NotAChecklist, Reason

__all__ = ["Found", "NotAChecklist", "Reason", "Remark", "drafted", "form", "guarded", "read"]

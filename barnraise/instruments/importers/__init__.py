"""From other people's checklists to question sets: nothing lost, nothing invented. Pure.

A page or command calls `isolated.import_document` and gets a question set's document, or a
`NotAChecklist` with a sentence. `read_document.read` finds the same without the process of its own,
and `build_set.instrument` is the question set made of what it found.
"""

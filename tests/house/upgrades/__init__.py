"""What earlier versions left behind, byte for byte, and whether this one still takes it on.

Each folder holds an install of the fictional Juniper Bend as a version left it: its database, a
backup of it, its keys (of no other install), and `said.json`: every entry, what stood, and how a
writer's browser was known. Later ones hold more, which their README tells: open pages, an outbox,
workbook files, links on paper. A version that is released adds a folder; none is ever changed. The
tests speak to the program from outside only, so they outlast every move inside it.
"""

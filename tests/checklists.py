"""A checklist as somebody might bring it: two stages, three questions, a line that fits nowhere."""

CHECKLIST = """Ready for winter

Stage 1: The house
Know the house before the cold comes.
- ROOF: Is the roof tight? Has someone looked at the gutters? [After the leaves are down.]
- HEAT: Does every room get warm?
[winter:house-notes]

Stage 2: The neighbors
- CALLS: Do we know who lives alone?

This line belongs nowhere.
"""

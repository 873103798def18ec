"""Marks written into remembered regions and filled in when they are shown.

They hold a secret of this process, so that no words a person writes can be taken for one.
"""

import secrets

_SECRET = secrets.token_hex(8)

ID = f"@@{_SECRET}:id@@"  # the id of an entry to come; another one each time it stands
ITEM = f"@@{_SECRET}:item@@"  # the id of a new note, view, piece of evidence or next step
TOKEN = f"@@{_SECRET}:token@@"  # the form token of whoever the page is shown to
REPLACING = f"@@{_SECRET}:replacing@@"  # says that a region takes the place of an older one

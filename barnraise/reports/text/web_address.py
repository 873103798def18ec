"""Web addresses that other programs may follow: http and https alone, safely written. Pure."""

import re
from urllib.parse import quote

WEB = re.compile(r"https?://[^\s<>\"\\^`{|}]{3,}", re.IGNORECASE)
KEPT = "%/:=&?~#+!$,;'@()*[]"
MAX_LENGTH = 2_000  # characters; office programs mend a file that has a longer one


def followed(link: str) -> str:
    """The address as a file may hold it, in ASCII; "" when this is none to be followed."""
    if not WEB.fullmatch(link):
        return ""
    try:
        address = quote(link, safe=KEPT)
    except UnicodeEncodeError:  # half a character
        return ""
    return address if len(address) <= MAX_LENGTH else ""

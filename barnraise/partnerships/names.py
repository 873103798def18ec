"""How a name is kept, a person's or a partnership's: one line, no control characters. Pure."""

import re

from barnraise.ui.mixed_text import MixedText, by_person

# Besides controls: half characters, Unicode's line breaks, and marks that turn the text around.
UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def signature_line(name: str, organization: str) -> MixedText:
    """Who signed, as "Name, Organization"; "" when nobody did."""
    return by_person(", ".join(part for part in (name, organization) if part))


def one_line(text: str, max_length: int) -> str:
    """At most `max_length` characters of `text`, with single blanks between its words."""
    return " ".join(UNWANTED.sub(" ", text).split())[:max_length].rstrip()

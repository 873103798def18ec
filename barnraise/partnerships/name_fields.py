"""Names out of posted forms: on one line, and never cut without a word."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from barnraise.partnerships.names import one_line
from barnraise.refusals import TooLong

MAX_PARTNERSHIP = MAX_ORGANIZATION = 120
MAX_PERSON = 80


def name_in(request: HttpRequest, field: str, most: int) -> str:
    """The name that was posted in this field; TooLong when not all of it fits."""
    posted = request.POST.get(field, "")
    name = one_line(posted, len(posted))
    if len(name) > most:
        sentence = _(
            "This name is too long: %(most)s characters fit, and it has %(over)s more. Nothing was "
            "changed. Copy your words, go back and shorten it."
        )
        raise TooLong(sentence % {"over": len(name) - most, "most": most})
    return name

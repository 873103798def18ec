"""The picture on the first page: the example's barn, drawn once for each language."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from barnraise.ui.picture import BarnPiece, Course, draw
from barnraise.workbook.state.looks import LOOK

# Enough of each for a picture that says what the looks mean; the example itself has the words.
SHAPE = (
    ("yes", "yes", "yes", "partly", "yes", "partly"),
    ("yes", "partly", "yes", "partly"),
    ("partly", "partly", "not_yet", "partly", "yes"),
    ("partly", "partly", "partly", "disagree", "partly", "partly"),
    ("not_sure", "partly", "partly", "not_yet", "not_yet"),
)


@lru_cache(maxsize=8)
def home_picture(language: str) -> SafeString:
    """A barn half raised; its title and description in the language now active."""
    courses = [Course("", tuple(BarnPiece(LOOK[choice]) for choice in course)) for course in SHAPE]
    svg = draw(
        courses,
        title=_("A barn, half raised"),
        description=_(
            "Foundation and posts stand, the roof is under way, and one piece has a crack."
        ),
        ident="sample",
        links=False,
    )
    return mark_safe(svg)  # noqa: S308  every text in it is escaped where it is drawn

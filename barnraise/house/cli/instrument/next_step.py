"""What is left to do after a question set was published."""

from barnraise.house.cli.output import say
from barnraise.instruments.models import Edition
from barnraise.instruments.offers import offered


def tell_how_to_offer(edition: Edition) -> None:
    """Publishing alone shows a new set to nobody; a new version of an offered one is offered."""
    if edition.sha256 not in [each.sha256 for each in offered()]:
        say(f"people cannot choose it yet: barnraise instrument offer {edition.key}")

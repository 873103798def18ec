"""`barnraise doctor`: say what is wrong with a data folder and what to do about it."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json

HELP = "look a data folder over: what is wrong, what to do"


def add_arguments(parser: ArgumentParser) -> None:
    """Which folder, and for whom."""
    add_data(parser)
    add_json(parser)

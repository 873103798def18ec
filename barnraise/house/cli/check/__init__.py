"""`barnraise check`: say whether settings, data folder and database are fit to serve."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json

HELP = "look at the settings and the database without serving"


def add_arguments(parser: ArgumentParser) -> None:
    """Which folder, and for whom."""
    add_data(parser)
    add_json(parser)

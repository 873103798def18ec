"""`barnraise report`: a workbook, or every one, as documents on this machine's disk."""

from argparse import ArgumentParser

from barnraise.house.cli.options import add_data, add_json

HELP = "write a workbook, or all, as documents"


def add_arguments(parser: ArgumentParser) -> None:
    """Which format, which workbooks, where to."""
    formats = "such as pdf, pdf-a4, html, md, or blank for a paper form; a wrong word lists them"
    parser.add_argument("--format", required=True, metavar="NAME", help=formats)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--workbook", metavar="NAME", help="the part of its address after /w/")
    which.add_argument("--all", action="store_true", help="every workbook of this host")
    parser.add_argument("--language", default="en", metavar="CODE", help="en or es (en)")
    where = "else the present folder"
    parser.add_argument("-o", "--output", metavar="FILE|FOLDER", help=where)
    add_data(parser)
    add_json(parser)

"""The cover's picture: one barn, or columns beside each other where one would be a thin tower."""

import re
from math import sqrt

from barnraise.reports.document.picture import columns
from barnraise.reports.document.report import Report

SHAPE = 1.7  # width to height of the place on the cover
VIEW = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
TALLEST = 2  # height to width, from which on a picture is cut into columns
HEIGHT, WIDTH, BETWEEN = 100.0, 150.0, 2.5  # millimeters


def column_width(drawings: list[str]) -> float:
    """How wide each column is (mm): all are drawn to one scale, and the tallest fits."""
    shapes = [(float(found[1]), float(found[2])) for found in map(VIEW.search, drawings) if found]
    beside = (WIDTH - BETWEEN * (len(drawings) - 1)) / len(drawings)
    return min([beside, *(HEIGHT * width / height for width, height in shapes)])


def pictures(report: Report) -> list[str]:
    """One or several drawings (SVG), from the left."""
    one = report.standing.svg
    found = VIEW.search(one)
    if found is None or float(found[2]) < float(found[1]) * TALLEST:
        return [one]
    fewest = max(len(stage.questions) for stage in report.stages)
    width = float(found[1]) * min(fewest, 10) / 10
    many = max(2, round(sqrt(SHAPE * float(found[2]) / width)))
    return columns(report.stages, report.standing.title, many)

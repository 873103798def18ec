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
    view_boxes = filter(None, map(VIEW.search, drawings))
    shapes = [(float(view_box[1]), float(view_box[2])) for view_box in view_boxes]
    beside = (WIDTH - BETWEEN * (len(drawings) - 1)) / len(drawings)
    return min([beside, *(HEIGHT * width / height for width, height in shapes)])


def pictures(report: Report) -> list[str]:
    """One or several drawings (SVG), from the left."""
    svg = report.standing.svg
    view_box = VIEW.search(svg)
    if view_box is None or float(view_box[2]) < float(view_box[1]) * TALLEST:
        return [svg]
    fewest = max(len(stage.questions) for stage in report.stages)
    width = float(view_box[1]) * min(fewest, 10) / 10
    many = max(2, round(sqrt(SHAPE * float(view_box[2]) / width)))
    return columns(report.stages, report.standing.title, many)

"""Where the browser's program is."""

import os
import shutil

from tools.browser import NAMES


def chromium_path() -> str | None:
    """As CHROME names it, else the machine's own; None for the one that Playwright has."""
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, NAMES)), None)

"""Finds a Chromium for the browser tests, else installs one, else says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SENTENCE = (
    "The browser tests need Chromium and none could be installed here. "
    "Install one, as in: sudo apt-get install chromium (or name its program in CHROME)."
)


def found() -> str:
    """The program's path: CHROME, else the machine's own, else Playwright's; "" when none is."""
    if named := os.environ.get("CHROME"):
        return shutil.which(named) or ""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _of_playwright()


def _of_playwright() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def install() -> str:
    """Try Playwright's own, then, as root, the system's package; the path or ""."""
    print("Installing Chromium for the browser tests (once).", flush=True)
    if _said_well([sys.executable, "-m", "playwright", "install", "chromium"]) and (
        path := found()
    ):
        return path
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _said_well(["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
    return found()


def _said_well(command: list[str]) -> bool:
    """Whether it worked; a program without a network may wait for ever, so not for long."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, stdout=quiet, stderr=quiet, timeout=300, check=False)
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

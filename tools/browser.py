"""Finds a Chromium for the browser tests, else installs one, else says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LIGHT = "chromium-headless-shell"  # the same engine without windows: a test costs half
NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def for_tests() -> str:
    """What the tests are to use, installed where it is missing; the path or "".

    A build machine gets the light one also where another is there.
    """
    is_named = bool(os.environ.get("CHROME"))
    if os.environ.get("CI") and not is_named and not shutil.which(LIGHT):
        _install_package(LIGHT)
    return found() or _install()


def _install() -> str:
    """Try Playwright's own, then, as root, the system's package; the path or ""."""
    print("Installing Chromium for the browser tests (once).", flush=True)
    if _said_well([sys.executable, "-m", "playwright", "install", "chromium"]) and (
        path := found()
    ):
        return path
    _ = _install_package(LIGHT) or _install_package("chromium")
    return found()


def _install_package(name: str) -> bool:
    """Whether the system's package of that name is there now; only root can see to it."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    command = ["apt-get", "install", "-y", "--no-install-recommends", name]
    return _said_well(command) or (_said_well(["apt-get", "update"]) and _said_well(command))


def _said_well(command: list[str]) -> bool:
    """Whether it worked; a program without a network may wait for ever, so not for long."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, stdout=quiet, stderr=quiet, timeout=300, check=False)
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

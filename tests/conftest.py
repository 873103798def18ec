"""Gives every test run a data folder of its own, before Django reads its settings."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

SETTINGS = "DJANGO_SETTINGS_MODULE"
HELPER = "PYTEST_XDIST_WORKER"  # a helper process of the same run shares its folder

if HELPER not in os.environ:
    os.environ["BARNRAISE_DATA"] = tempfile.mkdtemp(prefix="barnraise-tests-")
    for name in ("PORT", "HOST", "BARNRAISE_URL", "BARNRAISE_DEBUG"):
        os.environ.pop(name, None)
os.environ[SETTINGS] = "barnraise.house.settings"

import django  # noqa: E402 - reads the folder set above
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

settings.STATIC_ROOT.mkdir(exist_ok=True)
if "sqlite3" in settings.DATABASES["default"]["ENGINE"]:
    # A file and not memory: threads then meet the same locks as in real life.
    test_database = settings.DATABASES["default"].setdefault("TEST", {})
    test_database["NAME"] = str(settings.DATA / "tests.sqlite3")
django.setup()

from barnraise.partnerships.throttle import reset  # noqa: E402


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    if HELPER not in os.environ:
        shutil.rmtree(os.environ["BARNRAISE_DATA"], ignore_errors=True)


@pytest.fixture(autouse=True)
def unhurried() -> None:
    """Each test begins as a process does: nobody has sent anything yet."""
    reset()


@pytest.fixture
def assets(tmp_path: Path, settings: Any) -> Path:
    """A folder with the assets as a real start collects them."""
    settings.STATIC_ROOT = tmp_path / "assets"
    settings.STATIC_ROOT.mkdir()
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "assets"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are waited for as long as it takes: a busy machine is no reason to fail."""
    monkeypatch.setattr("barnraise.reports.web.views.WAIT", 120.0)

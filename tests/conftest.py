"""Gives every test run a data folder of its own, before Django reads its settings."""

import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

SETTINGS = "DJANGO_SETTINGS_MODULE"
HELPER = "PYTEST_XDIST_WORKER"  # a helper process of the same run shares its folder

if HELPER not in os.environ:
    os.environ["BARNRAISE_DATA"] = tempfile.mkdtemp(prefix="barnraise-tests-")
    for name in ("PORT", "HOST", "BARNRAISE_URL", "BARNRAISE_DEBUG", "BARNRAISE_PROXIES"):
        os.environ.pop(name, None)
os.environ[SETTINGS] = "barnraise.house.settings"

import django  # noqa: E402 - reads the folder set above
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker as Blocker  # noqa: E402

settings.STATIC_ROOT.mkdir(exist_ok=True)
DATABASE = settings.DATABASES["default"]
IS_SQLITE = "sqlite3" in DATABASE["ENGINE"]
if IS_SQLITE:
    # A file and not memory: threads then meet the same locks as in real life.
    DATABASE.setdefault("TEST", {})["NAME"] = str(settings.DATA / "tests.sqlite3")
    # Rows that are asked for without an order come backwards, so that nobody comes to rely on
    # the order in which SQLite happens to give them. PostgreSQL promises none either.
    usual = DATABASE["OPTIONS"]
    backwards = f"{usual['init_command']} PRAGMA reverse_unordered_selects=ON;"
    DATABASE["OPTIONS"] = {**usual, "init_command": backwards}
django.setup()

from barnraise.instruments import publish  # noqa: E402
from barnraise.instruments.parser import parse  # noqa: E402
from barnraise.partnerships.throttle import reset  # noqa: E402
from barnraise.reports.web import views  # noqa: E402
from tests import engines  # noqa: E402
from tests.deadline import DEADLINE  # noqa: E402
from tests.faults.figures import is_long  # noqa: E402
from tests.laws import examples  # noqa: E402

# A law says nothing about speed. What hangs is ended by pytest's own limit.
hypothesis.settings.register_profile(
    "ours",
    deadline=None,
    derandomize=not is_long(),
    max_examples=examples(100),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ours")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what can differ there is run."""
    if not IS_SQLITE:
        engines.choose(config, items)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    if HELPER not in os.environ:
        shutil.rmtree(os.environ["BARNRAISE_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Blocker
) -> Iterator[None]:
    """The database of the run; also where nobody asks for it but values that are read from it."""
    with django_db_blocker.unblock():
        made = setup_databases(0, interactive=False, aliases={"default"}, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, 0)


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


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are waited for as long as it takes: a busy machine is no reason to fail."""
    monkeypatch.setattr(views, "WAIT", DEADLINE)


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """A question set is parsed once a run: the same text is the same frozen value."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "parse", functools.lru_cache(maxsize=64)(parse))
        yield

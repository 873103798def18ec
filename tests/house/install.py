"""An install on SQLite as one start and stop leave it: made once by this process, then copied.

What a first start itself does is tried in cli/test_run.py and tests/faults/test_killed_starts.py.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.house.commands import free_port, said_until, serving


@cache
def first_install() -> Path:
    """Made when it is first asked for, and gone when this process ends; nobody writes in it."""
    data = Path(tempfile.mkdtemp(prefix="barnraise-install-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    with serving(data, free_port()) as process:
        said_until(process, "Barnraise is at")
    return data


def copy_install(data: Path) -> Path:
    """The same install in another folder."""
    shutil.copytree(first_install(), data, dirs_exist_ok=True)
    return data


def copy_assets(data: Path) -> None:
    """Styles and scripts alone, for a folder that is there and was not served by this version."""
    shutil.copytree(first_install() / "assets", data / "assets")
    shutil.copy(first_install() / "assets.digest", data)

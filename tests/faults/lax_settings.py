"""The settings with one promise broken, as the positive control of the sync-order oracle."""

from tests.faults.settings import *  # noqa: F403
from tests.faults.settings import DATABASES

_options = DATABASES["default"]["OPTIONS"]
_options["init_command"] = _options["init_command"].replace("=FULL", "=NORMAL")
assert "synchronous=NORMAL" in _options["init_command"]

"""What the commands of a host answer, and what a backup holds that does not change by itself."""

import json
from pathlib import Path
from typing import Any

from tests.house.backups.forge import members
from tests.house.commands import barnraise


def answer(data: Path, *words: str, **more: str) -> Any:
    """What a command says in JSON."""
    done = barnraise(data, *words, "--json", **more)
    assert done.returncode == 0, done.stderr + done.stdout
    return json.loads(done.stdout)


def backed_up(data: Path, path: Path, *words: str, **more: str) -> Path:
    """A backup for a test that is not about looking it over: it is not raised aside."""
    told = answer(data, "backup", "-o", str(path), "--no-verify", *words, **more)
    return Path(told["file"])


def rows(path: Path) -> dict[str, bytes]:
    return {
        name: content
        for name, content in members(path).items()
        if name.startswith(("rows/", "keys/")) and "ledger.epoch" not in name
    }

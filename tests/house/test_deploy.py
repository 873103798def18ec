"""Behind a TLS proxy Django's own list of what a public site needs is satisfied."""

import subprocess
import sys
from pathlib import Path

from tests.deadline import DEADLINE
from tests.house.commands import surroundings


def test_the_deploy_check_has_nothing_to_say_behind_tls(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"],
        env=surroundings(
            tmp_path,
            BARNRAISE_URL="https://example.org",
            DJANGO_SETTINGS_MODULE="barnraise.house.settings",
        ),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout

"""Behind a TLS proxy Django's own list of what a public site needs is satisfied."""

import subprocess
import sys
from pathlib import Path

import pytest

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
    assert "no issues (2 silenced)" in done.stdout  # names below are the host's to speak for


HSTS = """
from django.conf import settings
print(settings.SECURE_HSTS_SECONDS > 0,
      settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)
"""


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({}, "False False False"),
        ({"BARNRAISE_HSTS": "preload"}, "False False False"),  # over plain http it means nothing
        ({"BARNRAISE_URL": "https://example.org"}, "True False False"),
        (
            {"BARNRAISE_URL": "https://example.org", "BARNRAISE_HSTS": "subdomains"},
            "True True False",
        ),
        ({"BARNRAISE_URL": "https://example.org", "BARNRAISE_HSTS": "preload"}, "True True True"),
    ],
)
def test_browsers_insist_on_https_for_names_below_only_when_the_host_says_so(
    tmp_path: Path, environ: dict[str, str], told: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HSTS],
        env=surroundings(tmp_path, DJANGO_SETTINGS_MODULE="barnraise.house.settings", **environ),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    assert done.stdout.startswith(told)

"""Settings that would lock people out are found, each with a hint; good ones pass in silence."""

from pathlib import Path

import pytest

from barnraise.house.checks import troubles
from barnraise.house.env import Env


def ids(data: Path, **environ: str) -> list[str]:
    findings = troubles(Env.read({"BARNRAISE_DATA": str(data), **environ}))
    assert all(finding.hint for finding in findings)
    return [str(finding.id).removeprefix("house.") for finding in findings]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org",
        "https://example.org/",
        "https://a.b:8443",
        "http://localhost:8000",
    ],
)
def test_a_good_address_passes(tmp_path: Path, url: str) -> None:
    assert ids(tmp_path, BARNRAISE_URL=url) == []


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("example.org", ["E002", "E004"]),
        ("ftp://example.org", ["E002"]),
        ("https://", ["E002", "E004"]),
        ("http://example.org", ["E003"]),
        ("https://example.org/barnraise", ["E004"]),
        ("https://example.org?x", ["E004"]),
        ("https://me@example.org", ["E004"]),
        ("https://Example.org", ["E004"]),
        ("https://example.org:http", ["E001"]),
        ("https://[half", ["E001"]),
    ],
)
def test_an_address_that_would_refuse_every_form_is_an_error(
    tmp_path: Path, url: str, found: list[str]
) -> None:
    assert ids(tmp_path, BARNRAISE_URL=url) == found


def test_a_way_around_the_proxy_is_a_warning(tmp_path: Path) -> None:
    assert ids(tmp_path, BARNRAISE_URL="https://example.org", HOST="0.0.0.0") == ["W005"]
    assert ids(tmp_path, BARNRAISE_PROXIES="1", HOST="0.0.0.0") == ["W005"]


@pytest.mark.parametrize(
    "way_in",
    [
        {"BARNRAISE_URL": "https://example.org"},
        {"HOST": "0.0.0.0"},
        {"HOST": "::"},
        {"HOST": "192.168.1.5"},
    ],
)
def test_debugging_where_others_can_come_is_an_error(
    tmp_path: Path, way_in: dict[str, str]
) -> None:
    assert ids(tmp_path, BARNRAISE_DEBUG="1", **way_in) == ["E006"]
    assert ids(tmp_path, BARNRAISE_DEBUG="1") == []


def test_a_missing_data_folder_is_an_error(tmp_path: Path) -> None:
    assert ids(tmp_path / "none") == ["E007"]


def test_a_key_that_others_may_read_is_a_warning(tmp_path: Path) -> None:
    key = tmp_path / "links.key"
    key.touch(0o600)
    assert ids(tmp_path) == []
    key.chmod(0o644)
    assert ids(tmp_path) == ["W008"]


def test_a_folder_and_a_database_that_others_may_read_are_warnings(tmp_path: Path) -> None:
    (tmp_path / "barnraise.sqlite3").touch(0o600)
    assert ids(tmp_path) == []
    (tmp_path / "barnraise.sqlite3").chmod(0o640)
    tmp_path.chmod(0o750)
    assert ids(tmp_path) == ["W011", "W012"]

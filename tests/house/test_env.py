"""What the environment may say, and what is made of it."""

from pathlib import Path

import pytest

from barnraise.house import env
from barnraise.house.env import PROJECT, Env, UsageError, keep_key


@pytest.fixture(autouse=True)
def a_machine_on_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "own_addresses", lambda: ["192.168.1.5"])
    monkeypatch.setattr(env, "own_names", lambda: ["desk", "desk.local"])


def test_without_a_word_it_serves_this_machine_from_the_data_folder() -> None:
    here = Env.read({})
    assert (here.data, here.host, here.port) == (PROJECT / "data", "127.0.0.1", 8000)
    assert here.address() == "http://127.0.0.1:8000"
    assert here.allowed_hosts() == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize("port", ["http", "-1", "0", "65536", "8000.0", "٨٠", "9" * 5000])
def test_a_port_that_is_none_is_refused_in_a_sentence(port: str) -> None:
    with pytest.raises(UsageError, match="PORT must be a number from 1 to 65535"):
        Env.read({"PORT": port})


def test_a_database_of_an_unknown_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="DATABASE_URL must begin with"):
        Env.read({"DATABASE_URL": "oracle://x"})


def test_a_path_no_system_knows_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="BARNRAISE_DATA"):
        Env.read({"BARNRAISE_DATA": "a\0b"})


def test_one_proxy_is_trusted_behind_tls_and_none_without_unless_the_host_says_so() -> None:
    public = {"BARNRAISE_URL": "https://example.org"}
    assert Env.read({}).proxies == 0
    assert Env.read(public).proxies == 1
    assert Env.read({**public, "BARNRAISE_PROXIES": "2"}).proxies == 2
    assert Env.read({**public, "BARNRAISE_PROXIES": "0"}).proxies == 0


@pytest.mark.parametrize("number", ["one", "-1", "10", "1.5", "٣", "9" * 5000])
def test_a_number_of_proxies_that_is_none_is_refused_in_a_sentence(number: str) -> None:
    with pytest.raises(UsageError, match="BARNRAISE_PROXIES must be a number from 0 to 9"):
        Env.read({"BARNRAISE_PROXIES": number})


@pytest.mark.parametrize("number", ["1 GB", "-5", "9" * 5000])
def test_a_size_of_the_house_that_is_none_is_refused_in_a_sentence(number: str) -> None:
    with pytest.raises(UsageError, match="BARNRAISE_MAX_MB must be a number from 0"):
        Env.read({"BARNRAISE_MAX_MB": number})
    assert Env.read({"BARNRAISE_MAX_MB": "500"}).max_mb == 500


def test_a_word_about_names_below_that_means_nothing_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="BARNRAISE_HSTS must be subdomains or preload"):
        Env.read({"BARNRAISE_HSTS": "yes"})


def test_open_to_the_network_it_names_and_answers_to_its_address_there() -> None:
    here = Env.read({"HOST": "0.0.0.0", "PORT": "8080"})
    assert here.address() == "http://192.168.1.5:8080"
    assert {"192.168.1.5", "desk", "desk.local", "127.0.0.1"} <= set(here.allowed_hosts())


def test_behind_tls_it_answers_to_the_public_name_and_not_to_its_own() -> None:
    here = Env.read({"HOST": "0.0.0.0", "BARNRAISE_URL": "https://example.org/"})
    assert here.behind_tls
    assert here.address() == "https://example.org"
    assert "example.org" in here.allowed_hosts()
    assert "desk.local" not in here.allowed_hosts()


def test_an_address_that_is_none_has_no_name() -> None:
    assert Env.read({"BARNRAISE_URL": "https://[half"}).public_name() == ""


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = keep_key(tmp_path / "new", "links.key")
    assert len(key) == 64
    assert keep_key(tmp_path / "new", "links.key") == key
    assert (tmp_path / "new" / "links.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["links.key"]


def test_an_empty_key_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "links.key").touch()
    with pytest.raises(UsageError, match="is empty"):
        keep_key(tmp_path, "links.key")


def test_a_data_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(UsageError, match="data folder"):
        keep_key(tmp_path / "data", "links.key")

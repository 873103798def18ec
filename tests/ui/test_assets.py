"""What is collected, under which names, and how it is served."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finder
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from barnraise.ui.assets import JoinedFinder, JoinedStorage


@pytest.fixture
def finder() -> JoinedFinder:
    found = get_finder("barnraise.ui.assets.JoinedFinder")
    assert isinstance(found, JoinedFinder)
    return found


def test_only_the_joined_files_and_pictures_are_collected(assets: Path) -> None:
    found = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    assert not [path for path in found if "/css/" in path or "/js/" in path]
    assert len([path for path in found if path.endswith(".css")]) == 1
    assert len([path for path in found if path.endswith(".js")]) == 1


def test_names_carry_a_hash_and_compressed_copies_lie_beside_them(assets: Path) -> None:
    url = JoinedStorage(location=assets).url("barnraise.js")
    name = url.rpartition("/")[2]
    assert name.startswith("barnraise.")
    assert name != "barnraise.js"
    assert gzip.decompress((assets / f"{name}.gz").read_bytes()) == (assets / name).read_bytes()
    assert (assets / f"{name}.br").exists()


def test_before_anything_is_collected_a_name_stays_as_it_is(tmp_path: Path) -> None:
    assert JoinedStorage(location=tmp_path).url("barnraise.css") == "/assets/barnraise.css"


def test_a_server_that_asks_for_one_file_gets_it_joined() -> None:
    found = finders.find("barnraise.js")
    assert isinstance(found, str)
    assert "globalThis.htmx = htmx" in Path(found).read_text(encoding="utf-8")


def test_the_style_sheet_begins_with_the_order_of_its_layers(finder: JoinedFinder) -> None:
    found = finders.find("barnraise.css")
    assert isinstance(found, str)
    if finder.sources("css"):
        assert Path(found).read_text(encoding="utf-8").startswith("@layer ")


def test_scripts_in_folders_belong_to_the_module_and_a_worker_s_do_not(
    finder: JoinedFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = ["a/js/b/c.js", "a/js/d.js", "a/js/e/worker/f.js", "a/img/g.svg", "ui/js/h/i.js"]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    monkeypatch.setattr(finder, "files", lambda: [(path, tmp_path / path) for path in paths])
    assert list(finder.sources("js")) == ["ui/js/h/i.js", "a/js/b/c.js", "a/js/d.js"]
    assert finder.worker_sources() == {"a/js/e/worker/f.js": "a/js/e/worker/f.js"}


@pytest.mark.django_db  # closing an answer looks at the connection
def test_hashed_files_are_kept_by_browsers_for_ever(
    assets: Path, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = JoinedStorage(location=assets)
    monkeypatch.setattr("whitenoise.middleware.staticfiles_storage", storage)
    url = storage.url("barnraise.js")
    response = WhiteNoiseMiddleware(lambda request: None)(
        rf.get(url, HTTP_ACCEPT_ENCODING="gzip, br")
    )
    body = b"".join(response)
    response.close()
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Encoding"] == "br"
    assert 0 < len(body) < 60_000


def test_a_change_in_a_source_changes_the_digest(
    finder: JoinedFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.css"
    source.write_text("a{}")
    monkeypatch.setattr(finder, "files", lambda: [("ui/css/a.css", source)])
    before = finder.digest()
    source.write_text("b{}")
    assert finder.digest() != before

"""`barnraise instrument`: check, publish, list and default, for people and for scripts."""

import json
from pathlib import Path

import pytest

from barnraise.house.cli.main import main
from barnraise.instruments.publish import LIBRARY, load_built_in

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]
KEY = "partnership-readiness"


@pytest.fixture
def document() -> Path:
    return LIBRARY / f"{KEY}.yaml"


@pytest.fixture
def another(tmp_path: Path, document: Path) -> Path:
    text = document.read_text(encoding="utf-8")
    assert f"key: {KEY}\n" in text
    path = tmp_path / "another.yaml"
    path.write_text(text.replace(f"key: {KEY}\n", "key: another\n", 1), encoding="utf-8")
    return path


def test_check_counts_what_a_good_document_asks(document: Path, capsys: Said) -> None:
    assert main(["instrument", "check", str(document)]) == 0
    assert "is a question set: 5 stages, 26 questions." in capsys.readouterr().out


def test_check_names_file_line_and_key_of_a_problem(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("key: x\nsurprise: 1\n")
    assert main(["instrument", "check", str(path)]) == 1
    assert f"{path}:2: surprise: " in capsys.readouterr().err


def test_check_tells_scripts_the_same(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("key: x\nsurprise: 1\n")
    assert main(["instrument", "check", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert {"line", "key", "sentence"} == set(told["problems"][0])


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_a_sentence(
    tmp_path: Path, capsys: Said, content: bytes | None
) -> None:
    path = tmp_path / "none.yaml"
    if content:
        path.write_bytes(content)
    assert main(["instrument", "check", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_publish_twice_is_one_edition(another: Path, capsys: Said) -> None:
    assert main(["instrument", "publish", str(another)]) == 0
    assert "Published another@1." in capsys.readouterr().out
    assert main(["instrument", "publish", str(another), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_new"] is False


def test_a_published_version_is_not_published_with_other_words(another: Path, capsys: Said) -> None:
    main(["instrument", "publish", str(another)])
    another.write_text(another.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert main(["instrument", "publish", str(another)]) == 1
    assert "is published already" in capsys.readouterr().err


def test_the_default_comes_first_in_the_list(another: Path, capsys: Said) -> None:
    load_built_in()
    main(["instrument", "publish", str(another)])
    capsys.readouterr()
    assert main(["instrument", "default", "another@1"]) == 0
    assert capsys.readouterr().out == "another@1 comes first now.\n"
    assert main(["instrument", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == ["another", KEY]
    assert [row["first"] for row in rows] == [True, False]
    assert main(["instrument", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("another@1  en, es  ")


@pytest.mark.parametrize("which", ["none", "none@1", "another@x"])
def test_a_default_that_is_not_there_is_a_sentence(which: str, capsys: Said) -> None:
    assert main(["instrument", "default", which]) == 1
    assert capsys.readouterr().err.startswith("barnraise: ")


def test_a_host_offers_and_withdraws_a_set(capsys: pytest.CaptureFixture[str]) -> None:
    main(["instrument", "publish", "--library", "quick-check"])
    capsys.readouterr()
    assert main(["instrument", "offer", "quick-check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["offered"] is True
    assert main(["instrument", "withdraw", "quick-check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["offered"] is False

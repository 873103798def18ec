"""`barnraise instrument export`, and forms and the library as sources of question sets."""

import json
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from barnraise.house.cli.main import main
from barnraise.instruments.parser import parse
from barnraise.instruments.publish import LIBRARY, find, load_built_in
from tests.instruments.exchange.samples import CHOICES, book

pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]
KEY = "partnership-readiness"
FORM = {
    "survey": [
        ["type", "name", "label"],
        ["integer", "age", "How old are you?"],
        ["select_one yn", "water", "Is there water?"],
    ],
    "choices": CHOICES,
}


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_built_in()


def test_an_exported_form_is_taken_by_pyxform_and_read_back(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "form.xlsx"
    assert main(["instrument", "export", KEY, "--format", "xlsform", "-o", str(path)]) == 0
    assert str(path) in capsys.readouterr().err
    result = convert(str(path))
    assert result.warnings == []
    assert result.xform.count("<select1 ") == 26
    assert result.xform.count("<translation ") == 2
    assert main(["instrument", "check", str(path)]) == 0
    said = capsys.readouterr()
    assert "5 stages, 26 questions" in said.out
    assert said.err == ""


def test_yaml_is_the_document_as_it_was_published(capsysbinary: pytest.CaptureFixture[bytes]):
    assert main(["instrument", "export", f"{KEY}@1", "--format", "yaml"]) == 0
    assert capsysbinary.readouterr().out == (LIBRARY / f"{KEY}.yaml").read_bytes()


def test_json_and_surveyjs_go_to_the_standard_output(capsys: Said) -> None:
    assert main(["instrument", "export", KEY, "--format", "json"]) == 0
    assert parse(capsys.readouterr().out) == find(KEY).instrument
    assert main(["instrument", "export", KEY, "--format", "surveyjs"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pages"]) == 5


@pytest.mark.parametrize("which", ["nothing", f"{KEY}@9", f"{KEY}@x"])
def test_what_is_not_there_is_not_exported(which: str, capsys: Said) -> None:
    assert main(["instrument", "export", which, "--format", "json"]) == 1
    assert capsys.readouterr().err.startswith("barnraise: ")


def test_a_form_is_published_and_what_it_loses_is_listed(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "Well survey.xlsx"
    path.write_bytes(book(FORM))
    assert main(["instrument", "publish", str(path)]) == 0
    said = capsys.readouterr()
    assert "Published well_survey@1." in said.out
    assert "survey, row 2, label: “How old are you?”: Questions of this kind" in said.err
    assert [question.key for question in find("well_survey").instrument.questions] == ["water"]


def test_a_file_that_is_no_form_is_a_sentence(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "no.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert main(["instrument", "check", str(path)]) == 1
    assert "This is not an .xlsx file" in capsys.readouterr().err


def test_the_library_is_listed_and_published_by_name(capsys: Said) -> None:
    assert main(["instrument", "list", "--library", "--json"]) == 0
    rows = {row["name"]: row["questions"] for row in json.loads(capsys.readouterr().out)}
    assert rows[KEY] == 26
    assert rows["quick-check"] == 10
    assert main(["instrument", "list", "--library"]) == 0
    assert "quick-check  10 questions  " in capsys.readouterr().out
    assert main(["instrument", "publish", "--library", "quick-check"]) == 0
    assert "Published quick-check@1." in capsys.readouterr().out
    assert main(["instrument", "publish", "--library", "slow-check"]) == 1
    assert "The library has no slow-check; it has " in capsys.readouterr().err

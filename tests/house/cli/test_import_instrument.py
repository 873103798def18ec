"""`barnraise instrument import`: shows, writes or publishes what a checklist holds."""

import json
from pathlib import Path

import pytest

from barnraise.house.cli.main import main
from barnraise.instruments.parser import parse
from barnraise.instruments.publish import find, offered
from tests.instruments.exchange.samples import CHOICES, book

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
Said = pytest.CaptureFixture[str]
LIST = """OUR BLOCK

Block Party List

Read this together, a week before.

Stage 1: Food

- MEALS: Who cooks? Who tastes? [Ask early.]
- Is there tea?

[party:food-text]
"""


@pytest.fixture
def checklist(tmp_path: Path) -> Path:
    path = tmp_path / "party.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_dry_run_tells_scripts_all_of_it(checklist: Path, capsys: Said) -> None:
    assert main(["instrument", "import", str(checklist), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["title"] == "Block Party List"
    assert told["intro"] == "Read this together, a week before."
    assert told["leftover"] == [{"line": 1, "text": "OUR BLOCK"}]
    stage = told["stages"][0]
    assert (stage["title"], stage["mark"], stage["intro"]) == ("Food", "Stage 1", "")
    assert stage["notes"] == [{"key": "food-text"}]
    assert stage["questions"][0] == {
        "label": "MEALS",
        "text": "Who cooks? Who tastes?",
        "guidance": "Ask early.",
        "parts": ["Who cooks?", "Who tastes?"],
    }
    assert not offered()


def test_a_dry_run_tells_people_the_same(checklist: Path, capsys: Said) -> None:
    assert main(["instrument", "import", str(checklist), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "1.1 MEALS: Who cooks? Who tastes?" in told
    assert "1 stage, 2 questions; left over: 1" in told
    assert "line 1: OUR BLOCK" in told


def test_without_a_word_it_writes_the_document(checklist: Path, capsys: Said) -> None:
    assert main(["instrument", "import", str(checklist)]) == 0
    said = capsys.readouterr()
    assert parse(said.out).key == "block-party-list"
    assert f"{checklist}:1: left over: OUR BLOCK" in said.err
    assert find("block-party-list") is None


def test_title_key_and_language_can_be_said(checklist: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    words = ["--title", "Fiesta", "--key", "fiesta-1", "--language", "es", "-o", str(out)]
    assert main(["instrument", "import", str(checklist), *words]) == 0
    made = parse(out.read_text(encoding="utf-8"))
    assert (made.key, str(made.title), made.languages) == ("fiesta-1", "Fiesta", ("es",))


def test_publishing_twice_is_one_edition_and_a_change_is_the_next(
    checklist: Path, capsys: Said
) -> None:
    command = ["instrument", "import", str(checklist), "--publish"]
    assert main(command) == 0
    assert "Published block-party-list@1." in capsys.readouterr().out
    assert main(command) == 0
    assert "is this very document" in capsys.readouterr().out
    checklist.write_text(LIST.replace("Is there tea?", "Is there mint tea?"), encoding="utf-8")
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["key"], told["version"], told["is_new"]) == ("block-party-list", 2, True)
    edition = find("block-party-list")
    assert edition is not None
    assert [one.text for one in edition.instrument.leftover] == ["OUR BLOCK"]


def test_publishing_says_how_to_offer_and_nothing_else_offers(
    checklist: Path, capsys: Said
) -> None:
    with pytest.raises(SystemExit):
        main(["instrument", "import", "--help"])
    assert "`instrument offer` then offers it" in " ".join(capsys.readouterr().out.split())
    assert main(["instrument", "import", str(checklist), "--publish"]) == 0
    assert not offered()
    told = capsys.readouterr().err
    assert "people cannot choose it yet: barnraise instrument offer block-party-list" in told
    assert main(told.rpartition("barnraise ")[2].split()) == 0
    [edition] = offered()
    assert edition.key == "block-party-list"
    checklist.write_text(LIST.replace("Is there tea?", "Is there mint tea?"), encoding="utf-8")
    capsys.readouterr()
    assert main(["instrument", "import", str(checklist), "--publish"]) == 0
    assert "cannot choose it" not in capsys.readouterr().err  # the next version takes its place
    assert [one.version for one in offered()] == [2]


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    path = tmp_path / "garden.xlsx"
    survey = [
        ["type", "name", "label"],
        ["begin_group", "land", "Land"],
        ["select_one yn", "fence", "Is the fence whole?"],
        ["text", "lease", "What does the lease say?"],
        ["end_group", "", ""],
    ]
    settings = [["form_title", "form_id"], ["Garden", "garden"]]
    path.write_bytes(book({"survey": survey, "choices": CHOICES, "settings": settings}))
    return path


def test_a_forms_spreadsheet_is_told_written_and_published(spreadsheet: Path, capsys: Said) -> None:
    assert main(["instrument", "import", str(spreadsheet), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], told["stages"][0]["title"]) == ("Garden", "Land")
    assert told["stages"][0]["questions"][0]["text"] == "Is the fence whole?"
    assert any("What does the lease say?" in one["text"] for one in told["leftover"])
    assert main(["instrument", "import", str(spreadsheet), "--title", "Our garden"]) == 0
    made = parse(capsys.readouterr().out)
    assert (made.key, str(made.title)) == ("garden", "Our garden")
    assert len(made.leftover) == len(told["leftover"])
    assert main(["instrument", "import", str(spreadsheet), "--publish"]) == 0
    assert find("garden") is not None


def test_a_form_that_is_none_is_a_sentence(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text(LIST, encoding="utf-8")
    assert main(["instrument", "import", str(path)]) == 1
    assert "not an .xlsx file" in capsys.readouterr().err


def test_a_form_says_its_languages_itself(spreadsheet: Path, capsys: Said) -> None:
    assert main(["instrument", "import", str(spreadsheet), "--language", "es"]) == 1
    assert "--language" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear Ann,\nthank you.\n", "No questions were found here."),
        (b"", "The document is empty."),
        (b"- Is it\0?", "zero bytes"),
        (b"PK\x03\x04", "damaged"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_checklist_is_a_sentence_and_nothing_is_made(
    tmp_path: Path, capsys: Said, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "letter.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["instrument", "import", str(path), "--publish"]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert not offered()


@pytest.mark.parametrize(
    "words", [["--language", "Spanish"], ["--key", "Not A Key"], ["--title", " "]]
)
def test_unclear_words_are_a_sentence(checklist: Path, capsys: Said, words: list[str]) -> None:
    assert main(["instrument", "import", str(checklist), *words]) == 1
    assert words[0] in capsys.readouterr().err

"""`barnraise workbook`: out into a file, into a fresh install, and back out the very same."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from barnraise.house.cli.main import main
from barnraise.partnerships.links import resolve_token
from barnraise.partnerships.models import Role
from barnraise.workbook.files.export_file import export_file
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_table, an_item, forget_everything
from tests.house.commands import barnraise

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def table() -> Table:
    found = a_table("Juniper Bend")
    found.workbook.keep([a_draft(an_item("note"), text="Ñandú 🙏")], by=found.writer)
    return found


@pytest.fixture(autouse=True)
def _empty(transactional_db: None) -> Iterator[None]:
    """These tests commit for real."""
    yield
    forget_everything()


def test_a_workbook_goes_out_and_into_a_fresh_install(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "workbook.json"
    assert main(["workbook", "export", table.slug, "-o", str(file)]) == 0
    assert capsys.readouterr().out.startswith(f"{file}: 1 entry, ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]
    forget_everything()
    assert main(["workbook", "import", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["slug"], told["entries"], told["copy"]) == (table.slug, 1, False)
    workbook = Workbook.objects.get()
    token = told["keeper"].rstrip("/").rpartition("/")[2]
    assert resolve_token(token) == (workbook.partnership, Role.KEEPER)
    assert export_file(workbook) == file.read_bytes()


def test_without_a_file_it_is_written_to_the_screen(
    table: Table, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["workbook", "export", table.slug]) == 0
    assert capfdbinary.readouterr().out == export_file(table.workbook)


def test_where_it_is_already_nothing_changes_unless_a_copy_is_wanted(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "workbook.json"
    file.write_bytes(export_file(table.workbook))
    assert main(["workbook", "import", str(file)]) == 1
    assert f"here already, at /w/{table.slug}/" in capsys.readouterr().err
    assert Workbook.objects.count() == 1
    assert main(["workbook", "import", str(file), "--copy"]) == 0
    assert "Opened “Juniper Bend (copy)” with 1 entry." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"{", "is not a workbook file"),
        (b'{"format": "barnraise workbook"', "cut short (near line 1)"),
        (b'{"format": "barnraise workbook", "\\u001b[31m": NaN}', "no workbook can hold"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, words: str
) -> None:
    file = tmp_path / "file.json"
    if data is not None:
        file.write_bytes(data)
    assert main(["workbook", "import", str(file)]) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert words in said
    assert "\x1b" not in said
    assert not Workbook.objects.exists()


def test_a_workbook_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbook", "export", "nothing"]) == 1
    assert "There is no workbook nothing." in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_no_half(
    table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").mkdir()
    assert main(["workbook", "export", table.slug, "-o", str(tmp_path / "taken")]) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
    assert capsys.readouterr().err


def test_a_database_that_was_never_made_ready_says_so(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "workbook", "export", "abc")
    assert done.returncode == 1
    assert "`barnraise run` brings it up to date" in done.stderr

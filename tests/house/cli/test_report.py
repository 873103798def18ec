"""`barnraise report`: documents on the disk, for one workbook or all, and sentences when not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deadline import DEADLINE
from tests.house.commands import barnraise, surroundings
from tests.house.install import copy_install

TWO_WORKBOOKS = """
import django; django.setup()
from barnraise.workbook.example.create import raise_example
print(*[raise_example(language).workbook.partnership.slug for language in ("en", "es")])
"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with two workbooks, and their names."""
    data = copy_install(tmp_path_factory.mktemp("data"))
    done = subprocess.run(
        [sys.executable, "-c", TWO_WORKBOOKS],
        env=surroundings(data),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    return data, done.stdout.split()


def test_one_workbook_becomes_the_file_that_was_named(
    host: tuple[Path, list[str]], tmp_path: Path
) -> None:
    data, (slug, _other) = host
    file = tmp_path / "ours.pdf"
    done = barnraise(data, "report", "--format", "pdf-a4", "--workbook", slug, "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(b"%PDF")
    assert f"1 of 1: Juniper Bend Home & School Partnership ({slug})" in done.stderr
    assert done.stdout.startswith(f"{file}: ")
    assert "Counted: question 26 of 26" in done.stdout


def test_all_workbooks_become_files_of_a_folder_by_their_ending(
    host: tuple[Path, list[str]], tmp_path: Path
) -> None:
    data, slugs = host
    words = ("report", "--format", ".MD", "--all", "--language", "es", "--json")
    done = barnraise(data, *words, "-o", f"{tmp_path}/new/")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [each["workbook"] for each in told] == slugs
    assert all(each["counts"]["note"] == [8, 8] for each in told)
    for slug in slugs:
        text = (tmp_path / "new" / f"barnraise-{slug}.md").read_text(encoding="utf-8")
        assert "Hecho con Barnraise" in text
    assert len(list((tmp_path / "new").iterdir())) == 2


def test_a_paper_form_by_the_address_of_a_page(
    host: tuple[Path, list[str]], tmp_path: Path
) -> None:
    data, (slug, _other) = host
    address = f"http://127.0.0.1:8000/w/{slug}/stages/2/"
    words = ("report", "--format", "blank", "--workbook", address)
    done = barnraise(data, *words, "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"barnraise-{slug}-form.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--format", "fax", "--all"], "There is no format 'fax'. There are: pdf, pdf-a4 (.pdf)"),
        (["--format", "html", "--workbook", "nobody"], "There is no workbook 'nobody' here."),
        (["--format", "html", "--all", "--language", "xx"], "does not speak 'xx' yet"),
        (["--format", "html", "--workbook", "SLUG", "-o", "/no/where.html"], "no folder /no."),
        (
            ["--format", "html", "--workbook", "SLUG", "-o", "/proc/x.html"],
            "x.html cannot be written",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    host: tuple[Path, list[str]], words: list[str], sentence: str
) -> None:
    data, (slug, _other) = host
    done = barnraise(data, "report", *(word.replace("SLUG", slug) for word in words))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_fresh_install_says_what_to_do_first(tmp_path: Path) -> None:
    done = barnraise(tmp_path, "report", "--format", "pdf", "--all")
    assert done.returncode == 1
    assert "`barnraise run` brings it up to date" in done.stderr

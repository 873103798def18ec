"""What LibreOffice makes of the documents: another program opens them and finds it all."""

import csv
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from pypdf import PdfReader

from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.verify.count import ExportText
from tests.deadline import DEADLINE
from tests.reports.nasty import with_notes
from tests.reports.wild import WILD

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not here, so no office program has opened the documents"
)
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of its own, so that no other LibreOffice is disturbed."""
    return tmp_path_factory.mktemp("office")


def converted(home: Path, data: bytes, ending: str, into: str) -> dict[str, bytes]:
    """The files that LibreOffice makes of this one, by name."""
    room = home / "files"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    (room / f"report.{ending}").write_bytes(data)
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    into_made = ["--convert-to", into, "--outdir", str(room / "made")]
    command = [str(OFFICE), profile, "--headless", *into_made, str(room / f"report.{ending}")]
    subprocess.run(command, check=True, capture_output=True, timeout=DEADLINE)
    return {path.name: path.read_bytes() for path in sorted((room / "made").iterdir())}


def test_it_opens_the_word_document_and_finds_every_question_and_note(
    example: Callable[[str], Report], home: Path
) -> None:
    report = example("es")
    made = converted(home, FORMATS["docx"].render(report), "docx", "pdf")["report.pdf"]
    reader = PdfReader(BytesIO(made))
    found = ExportText("\n".join(page.extract_text() for page in reader.pages), None)
    missing = [
        each.key for each in report.questions if not found.holds(f"{each.number} {each.label}")
    ]
    missing += [place for place, texts in report.written() if not found.holds_all(texts)]
    assert missing == []
    assert len(reader.pages) > 10
    page = reader.pages[0].mediabox
    assert (round(page.width), round(page.height)) == (612, 792)
    assert f"Página 2 de {len(reader.pages)}" in reader.pages[1].extract_text()


def test_it_opens_the_spreadsheet_and_finds_every_row(
    example: Callable[[str], Report], home: Path
) -> None:
    report = example("en")
    sheets = converted(home, FORMATS["xlsx"].render(report), "xlsx", ALL_SHEETS)
    rows = {
        name: list(csv.reader(StringIO(data.decode(), newline=""))) for name, data in sheets.items()
    }
    questions = [row for row in rows["report-By question.csv"][1:] if not row[3]]
    assert [(row[0], row[1]) for row in questions] == [
        (f"{each.number} {each.label}", each.choice.words) for each in report.questions
    ]
    assert len(rows["report-History.csv"]) == 1 + len(report.history)
    steps = [(row[1], row[2], row[3]) for row in rows["report-Next steps.csv"][1:]]
    assert steps == [
        (each.what, each.who, each.due.iso) for q in report.questions for each in q.steps
    ]


def test_it_finds_no_formula_in_the_spreadsheet_or_the_csv(hostile: Report, home: Path) -> None:
    report = with_notes(hostile, [*WILD, "_x0041_ =1+1"])
    for form in ("xlsx", "csv"):
        [made] = converted(home, FORMATS[form].render(report), form, "fods").values()
        tree = parse(BytesIO(made))
        assert [each for each in tree.iter() if each.get(FORMULA)] == []
        text = "".join(tree.getroot().itertext())
        assert "SUM(A1)" in text
        assert "_x0041_ =1+1" in text


def test_the_oracle_sees_a_formula_where_there_is_one(home: Path) -> None:
    [made] = converted(home, b'"=1+1"\r\n', "csv", "fods").values()
    assert [each for each in parse(BytesIO(made)).iter() if each.get(FORMULA)]

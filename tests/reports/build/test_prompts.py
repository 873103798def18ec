"""A text box that says nothing of itself is called what it is, on pages and in documents."""

import re

import pytest

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import publish
from barnraise.reports.build.paper_form import PaperOptions, paper_form_of
from barnraise.reports.build.report import report_of
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import paper_form
from barnraise.reports.verify.extract_text import text_of_pdf
from tests.cast import SMALL_SET, Table, a_table
from tests.reports.conftest import AT

pytestmark = pytest.mark.alike

CALLED = "Text of the stage"


@pytest.fixture
def edition(db: None) -> Edition:
    """The small set, whose boxes have a key and nothing else."""
    text = SMALL_SET.read_text(encoding="utf-8")
    silent, times = re.subn(r"\n +prompt: .*", "", text)
    assert times == 2
    return publish(silent, name="silent.yaml").edition


@pytest.fixture
def table(edition: Edition) -> Table:
    return a_table(edition=edition)


@pytest.mark.parametrize("name", FORMATS)
def test_its_workbook_can_be_taken_home_in_every_format(table: Table, name: str) -> None:
    made = FORMATS[name].make(report_of(table.workbook, "en", AT))
    assert made.complete
    assert made.named == ()


def test_its_paper_form_is_made(edition: Edition) -> None:
    made = paper_form.make(paper_form_of(edition, "Juniper Bend", "en", PaperOptions()))
    assert made.complete
    assert text_of_pdf(made.data).count(CALLED) == 2


def test_its_box_on_the_page_and_on_the_sheet_has_a_name(table: Table) -> None:
    client = table.client("writer")
    for path in ("stages/1/", "sheet/"):
        assert CALLED in client.get(f"/w/{table.slug}/{path}").content.decode(), path

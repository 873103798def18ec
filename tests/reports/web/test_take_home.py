"""The page of documents and each one on it: who gets it, under which name, kept by no cache."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from barnraise.reports.build.report import report_of
from barnraise.reports.formats import FORMATS
from barnraise.workbook.models import Workbook
from tests.cast import Table, a_draft, a_table, an_item
from tests.reports.conftest import AT
from tests.reports.nasty import with_notes

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "csv-history": "text/csv; charset=utf-8",
    "codebook": "text/csv; charset=utf-8",
    "calendar": "text/calendar; charset=utf-8",
}
ENDINGS = {
    "docx": ".docx",
    "xlsx": ".xlsx",
    "csv": ".csv",
    "csv-history": "-history.csv",
    "codebook": "-codebook.csv",
    "calendar": ".ics",
}
MANY_TONGUES = [
    "Los vecinos piden un puente seguro, ¿y quién lo paga? Año 2027: Peñasco.",
    "مرحبا بالعالم، المدرسة قريبة من البيت عام ٢٠٢٧.",
    "张伟说：学校离家很近，孩子们每天走路上学。",
    "Bà Ngọc Bích và ông Thị Hường đã họp về nhà ở.",
    "שלום, בית הספר קרוב לבית.",
]


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [dict(attrs).get("href") or ""] if tag == "a" else []


@pytest.fixture
def table(db: None) -> Table:
    return a_table()


@pytest.mark.parametrize("form", KINDS)
def test_a_reader_gets_it_under_its_name_and_no_cache_keeps_it(
    table: Table, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("barnraise.reports.web.views.WAIT", 240)  # a busy machine is no fault
    answer = table.client("reader").get(f"/w/{table.slug}/reports/{form}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, KINDS[form])
    name = f"barnraise-{table.slug}{ENDINGS[form]}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_document_is_on_the_page_once(table: Table, language: str) -> None:
    client: Client = table.client("writer")
    page = client.get(f"/w/{table.slug}/reports/", headers={"Accept-Language": language})
    links = Links(page.content.decode()).found
    for form in FORMATS:
        assert links.count(f"/w/{table.slug}/reports/{form}/") == 1


def test_the_page_says_when_the_calendar_would_be_empty(table: Table) -> None:
    page, client = f"/w/{table.slug}/reports/", table.client("writer")
    assert "this calendar is empty" in client.get(page).content.decode()
    step = a_draft(an_item("step"), what="Call the district", due="2027-05-01")
    table.workbook.keep([step], by=table.writer)
    assert "this calendar is empty" not in client.get(page).content.decode()


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "csv-history", "calendar"])
def test_words_of_many_tongues_come_home_whole(table: Table, form: str) -> None:
    said = [a_draft(an_item("note"), text=text) for text in MANY_TONGUES]
    said += [
        a_draft(an_item("step"), what=text, who=text, due="2027-05-01") for text in MANY_TONGUES
    ]
    table.workbook.keep(said, by=table.writer)
    workbook = Workbook.objects.get(pk=table.workbook.pk)
    made = FORMATS[form].make(report_of(workbook, "es", AT))
    assert made.problems == ()
    assert sum(there for there, _wanted in made.counts.values()) >= 5


@pytest.mark.alike
@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_thousands_of_notes_come_home(table: Table, form: str) -> None:
    notes = [f"Note {n}: the bridge on street {n} floods in spring." for n in range(3_000)]
    made = FORMATS[form].make(with_notes(report_of(table.workbook, "en", AT), notes))
    assert made.problems == ()
    assert made.counts["note"] == (3_000, 3_000)
    assert len(made.data) < 2_000_000

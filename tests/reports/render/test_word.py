"""The Word document, read back by python-docx and from its XML: real styles, whole, editable."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from barnraise.instruments.models import Edition
from barnraise.reports.build.report import report_of
from barnraise.reports.document.report import Report
from barnraise.reports.formats import FORMATS
from barnraise.reports.render import word
from barnraise.reports.render.word.order import ORDERS
from tests.cast import a_draft, a_table, an_item
from tests.reports.conftest import AT, HOSTILE
from tests.reports.linked import with_link
from tests.reports.nasty import NASTY, everywhere, with_notes

ARABIC, HEBREW = "مرحبا بالعالم، عام 2027", "שלום"


def document_of(data: bytes) -> Any:
    return Document(BytesIO(data))


def texts(document: Any, *styles: str) -> list[str]:
    """The texts of the paragraphs in these styles, in their order."""
    return [each.text for each in document.paragraphs if each.style.name in styles]


def children(element: Any, tag: str) -> Iterator[Any]:
    yield from element.iter(qn(f"w:{tag}"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_is_a_heading_with_its_answer_and_wording(
    example: Callable[[str], Report], built_in: Edition, language: str
) -> None:
    report = example(language)
    document = document_of(word.render(report))
    asked = built_in.instrument
    assert report.edition.sha256 == built_in.sha256
    heads = texts(document, "Heading 2")
    assert heads == [
        f"{asked.number(each)}\u2002{each.label.in_(language)}" for each in asked.questions
    ]
    assert len(heads) == 26
    said = [each.text for each in document.paragraphs]
    for head, each, answered in zip(heads, asked.questions, report.questions, strict=True):
        place = said.index(head)
        assert answered.choice.words in said[place + 1].replace("\u00a0", " ")
        assert said[place + 2] == each.wording.in_(language)
    stages = [text for text in texts(document, "Heading 1") if " · " in text]
    assert stages == [
        f"{report.label('stage') % {'n': n}} · {stage.title.in_(language)}"
        for n, stage in enumerate(asked.stages, 1)
    ]


def test_everything_said_is_there_in_its_order(example: Callable[[str], Report]) -> None:
    report = example("en")
    document = document_of(word.render(report))
    assert texts(document, "Quote") == [
        each.text
        for q in report.questions
        for group in (q.answers if len(q.answers) > 1 else (), *(each.quotes for each in q.quotes))
        for each in group
    ]
    bullets = texts(document, "List Bullet")
    assert [text.split("\n")[0] for text in bullets] == [
        *(
            text
            for q in report.questions
            for text in (*(e.title for e in q.evidence), *(step.what for step in q.steps))
        )
    ]
    boxes = texts(document, "Box Text")
    assert boxes == [each.text for box in report.texts for each in box.versions]
    tables = {
        table._tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table for table in document.tables
    }
    dated = [[cell.text for cell in row.cells] for row in tables["Next steps by date"].rows][1:]
    assert [(row[0].split("\n")[0], row[1], row[2]) for row in dated] == [
        (each.step.due.words, each.step.what, each.step.who) for each in report.steps
    ]
    parts = [table for name, table in tables.items() if name == "Part by part"]
    assert parts
    changes = [row.cells[2].text for row in tables["What was said last"].rows][1:]
    assert changes == [
        each.what if len(each.what) <= 240 else each.what[:239].rstrip() + "…"
        for each in report.history[:-13:-1]
    ]


@pytest.mark.parametrize(("language", "spoken"), [("en", "en-US"), ("es", "es-US")])
def test_it_says_its_language_title_and_page(
    example: Callable[[str], Report], language: str, spoken: str
) -> None:
    report = example(language)
    document = document_of(word.render(report))
    about = document.core_properties
    assert (about.language, about.author, about.comments) == (language, "Barnraise", "")
    assert about.title == f"{report.title} · {report.subtitle}"
    languages = {each.get(qn("w:val")) for each in children(document.styles.element, "lang")}
    assert languages == {spoken}
    section = document.sections[0]
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
    assert section.different_first_page_header_footer
    assert report.title in section.header.paragraphs[0].text
    codes = [each.text.strip() for each in children(section.footer._element, "instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert report.credit in section.first_page_footer.paragraphs[0].text


def test_the_picture_has_its_words(example: Callable[[str], Report]) -> None:
    report = example("en")
    data = word.render(report)
    [picture] = document_of(data).inline_shapes
    words = picture._inline.docPr.get("descr")
    assert all(f"{each.label}: {each.choice.words}" in words for each in report.questions)
    with ZipFile(BytesIO(data)) as file:
        [name] = [name for name in file.namelist() if name.startswith("word/media/")]
        assert file.read(name).startswith(b"\x89PNG")
    assert len(data) < 400_000


def test_heads_of_tables_come_again_and_headings_never_stand_alone(
    example: Callable[[str], Report],
) -> None:
    document = document_of(word.render(example("en")))
    assert len(document.tables) > 8
    for table in document.tables:
        rows = list(children(table._tbl, "tr"))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert len(rows) > 1
    for name in ("Heading 1", "Heading 2", "Heading 3", "Box Heading"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_the_contents_lead_to_each_stage(example: Callable[[str], Report]) -> None:
    report = example("es")
    document = document_of(word.render(report))
    marks = {each.get(qn("w:name")) for each in children(document.element, "bookmarkStart")}
    leads = [
        link.get(qn("w:anchor"))
        for link in children(document.element, "hyperlink")
        if link.get(qn("w:anchor"))
    ]
    assert leads == [f"stage_{stage.number}" for stage in report.stages]
    assert set(leads) <= marks


def test_properties_stand_in_the_order_that_word_wants(hostile: Report) -> None:
    document = document_of(word.render(hostile))
    for root in (document.element, document.styles.element):
        for tag, places in ORDERS.items():
            for properties in root.iter(tag):
                found = [places[child.tag] for child in properties]
                assert found == sorted(found)
                assert len(found) == len(set(found))


@pytest.mark.django_db
def test_two_versions_and_struck_words_are_marked(hostile: Report) -> None:
    document = document_of(word.render(hostile))
    rival = hostile.label("rival")
    assert texts(document, "Rival") == [rival, rival]
    assert texts(document, "Box Signed").count(rival) == 2
    [struck] = [
        run for each in document.paragraphs for run in each.runs if run.text == "struck words"
    ]
    assert struck.style.font.strike
    assert any("crossed out" in text for text in texts(document, "Signed"))


@pytest.mark.django_db
def test_writing_from_the_right_is_set_from_the_right(hostile: Report) -> None:
    report = with_notes(hostile, [ARABIC, f"We met {ARABIC} and {HEBREW} here"])
    document = document_of(word.render(report))
    arabic, mixed = (
        each for each in document.paragraphs if each.style.name == "Quote" and "20" in each.text
    )
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert mixed._p.pPr.find(qn("w:bidi")) is None
    runs = {
        run.text: run._r.rPr.find(qn("w:lang")).get(qn("w:bidi"))
        for each in (arabic, mixed)
        for run in each.runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None
    }
    assert runs[HEBREW] == "he-IL"
    assert {"ar-SA", "he-IL"} == set(runs.values())
    assert "We met " not in runs


def test_a_report_in_a_language_from_the_right_runs_from_the_right(hostile: Report) -> None:
    document = document_of(word.render(replace(hostile, language="ar", direction="rtl")))
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert document.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_hostile_words_stay_words(hostile: Report) -> None:
    field = "{ INCLUDETEXT /etc/passwd } </w:t></w:r><w:instrText>DDE"
    data = word.render(with_notes(hostile, [field]))
    document = document_of(data)
    assert field in texts(document, "Quote")
    assert not list(children(document.element, "instrText"))
    assert not list(children(document.element, "altChunk"))
    with ZipFile(BytesIO(data)) as file:
        xml = {
            name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))
        }
    outside = [name for name, text in xml.items() if b'TargetMode="External"' in text]
    assert outside == ["word/_rels/document.xml.rels"]
    assert xml[outside[0]].count(b"External") == 1


def test_only_web_addresses_are_links(example: Callable[[str], Report]) -> None:
    report = example("en")
    for link, leads in (
        ("HTTPS://example.org/a?b=1", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
    ):
        document = document_of(word.render(with_link(report, link)))
        targets = {each.target_ref for each in document.part.rels.values() if each.is_external}
        assert targets == ({link} if leads else set())
        assert link in "\n".join(texts(document, "List Bullet"))


@pytest.mark.parametrize("nasty", [*NASTY.values(), *HOSTILE, "x" * 200_000], ids=range(16))
def test_no_character_stops_it_and_nothing_is_lost(hostile: Report, nasty: str) -> None:
    made = FORMATS["docx"].make(everywhere(hostile, nasty))
    assert made.problems == ()
    with ZipFile(BytesIO(made.data)) as file:
        assert not {"\u202e", "\x00"} & set(file.read("word/document.xml").decode())


@pytest.mark.django_db
def test_an_empty_workbook_says_that_nothing_was_said() -> None:
    made = FORMATS["docx"].make(report_of(a_table().workbook, "en", AT))
    assert made.problems == ()
    document = document_of(made.data)
    assert texts(document, "Box Text") == ["Nothing was said here yet."] * 2
    assert "No next step is named yet." in texts(document, "Normal")


@pytest.mark.django_db
def test_a_lost_note_is_named() -> None:
    table = a_table()
    table.workbook.keep(
        [a_draft(an_item("note"), text="The zoning map hangs upstairs")], by=table.writer
    )
    table.workbook.refresh_from_db()
    report = report_of(table.workbook, "en", AT)
    data = word.render(with_notes(replace(report, history=()), []))
    form = replace(FORMATS["docx"], render=lambda _report: data)
    assert form.make(report).problems == ("note/goal",)

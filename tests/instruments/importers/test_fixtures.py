"""Checklists of many kinds, as people send them: what is found, and what is left over."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from barnraise.instruments.importers.build_set import label
from barnraise.instruments.importers.draft import Remark
from barnraise.instruments.importers.read_document import read

from .readers import counts, found_in, left, saved

KINDS = {  # name: title, stages, questions in each, pieces left over
    "task_list.md": ("Garden opening checklist", ["Before the thaw", "First workday"], [3, 3], 1),
    "google_docs.html": ("Night Shelter Readiness", ["The building", "The people"], [2, 2], 1),
    "limesurvey.txt": ("Is our library bus ready?", ["The route", "The shelves"], [2, 1], 12),
    "google_forms.txt": ("Potluck network check-in", ["Food", "People"], [2, 1], 11),
    "pdf_text.txt": ("Choir Across the River", ["Voices", "Evenings"], [3, 2], 2),
    "spanish.md": (
        "Lista para abrir una cooperativa de cuidado", ["Conocernos", "Organizarnos"], [2, 2], 0,
    ),
    "arabic.txt": ("قائمة التحضير للسوق الأسبوعي", ["المكان", "الناس"], [2, 2], 0),
    "hebrew.html": ("רשימה לפתיחת ספרייה שכונתית", ["המקום", "האנשים"], [2, 1], 0),
    "no_headings.txt": ("no headings", ["no headings"], [4], 0),
    "one_level_too_many.md": ("Clinic on Wheels", ["The van", "The patients"], [3, 2], 0),
    "numbered.txt": ("Repair Café, first evening", ["Room", "Tools"], [2, 3], 0),
    "boxes.txt": ("STREET LIBRARY: READY TO OPEN?", ["The box", "The books"], [2, 2], 0),
    "page.html": ("Is your tool shed ready?", ["The shed", "The list"], [2, 2], 6),
    "email.txt": ("Block party, are we ready?", ["FOOD", "STREET"], [2, 2], 5),
    "table.md": ("Sports day for two schools", ["Sports day for two schools"], [3], 3),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_checklist_of_another_kind_is_read(name: str):
    title, stages, questions, leftover = KINDS[name]
    found = found_in(name)
    assert found.title == title
    assert [stage.title for stage in found.stages] == stages
    assert counts(found) == questions
    assert len(found.leftover) == leftover, found.leftover


def test_boxes_in_boxes_are_parts():
    paths = found_in("task_list.md").stages[1].questions[1]
    assert (paths.text, paths.parts) == ("Mark the paths", ("with string", "with wood chips"))


def test_a_links_address_is_kept_beside_the_text():
    found = found_in("task_list.md")
    assert found.stages[0].questions[2].label == "Water"
    assert left(found) == ["https://example.org/tap"]


def test_a_surveys_help_is_guidance_and_its_rows_are_parts():
    stops, times = found_in("limesurvey.txt").stages[0].questions
    assert stops.guidance == "Think of the hottest day."
    assert times.parts == ("to the schools", "to the elders' home")


def test_a_forms_answers_are_no_questions():
    assert set(left(found_in("google_forms.txt"))) == {
        "* Indicates required question", "Yes", "No", "Not sure", "Your answer"
    }  # fmt: skip


def test_lines_that_were_broken_by_a_page_are_whole_again():
    voices = found_in("pdf_text.txt").stages[0].questions
    assert voices[0].text.endswith("so that nobody is afraid of the first rehearsal?")
    assert voices[1].parts[1] == "Do we know who pays for copies?"


def test_spanish_is_known_as_spanish():
    found = found_in("spanish.md")
    assert (found.language, found.remarks) == ("es", ())
    assert found.questions[0].parts == (
        "¿Sabemos cuántas familias participan?", "¿Conocemos sus horarios?"
    )  # fmt: skip
    assert [stage.notes for stage in found.stages] == [("etapa-1",), ("etapa-2",)]


@pytest.mark.parametrize(("name", "language"), [("arabic.txt", "ar"), ("hebrew.html", "he")])
def test_right_to_left_is_read_and_the_answers_are_english(name: str, language: str):
    found = found_in(name)
    assert found.language == language
    assert Remark.ANSWERS_IN_ENGLISH in found.remarks


def test_a_document_without_headings_is_one_stage_and_says_so():
    assert found_in("no_headings.txt").remarks == (Remark.NO_STAGES, Remark.NO_TITLE)


def test_a_level_too_many_heads_its_questions():
    assert [label(question) for question in found_in("one_level_too_many.md").questions][:3] == [
        "Insurance: Is every driver insured?",
        "Insurance: Is the equipment insured?",
        "Repairs: Do we know a garage that takes the…",
    ]


def test_letters_under_a_number_are_its_parts():
    assert found_in("numbered.txt").stages[1].questions[1].parts == (
        "glue and tape", "spare fuses", "a first-aid box"
    )  # fmt: skip


def test_a_table_has_labels_and_guidance_in_columns_of_their_own():
    aid = found_in("table.md").questions[2]
    assert (aid.label, aid.guidance) == ("First aid", "Two people, with phones.")


def test_a_word_table_is_read_by_its_columns():
    document = docx.Document()
    document.add_heading("Ferry for Two Islands", 0)
    document.add_paragraph("For both harbor councils.")
    rows = [
        ("Topic", "Question", "Notes"),
        ("The boat", "", ""),
        ("Hull", "Is the hull sound? Was it looked at this year?", ""),
        ("Crew", "Do two people know the engine?", ""),
    ]
    table = document.add_table(rows=0, cols=3)
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        if number == 1:
            cells = [cells[0].merge(cells[2])]
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    found = read(saved(document), "ferry.docx")
    assert found.title == "Ferry for Two Islands"
    assert [stage.title for stage in found.stages] == ["The boat"]
    assert [question.label for question in found.questions] == ["Hull", "Crew"]
    assert len(found.questions[0].parts) == 2
    assert left(found) == ["Topic", "Question", "Notes"]


def test_a_merged_word_cell_names_the_stage_of_its_rows():
    document = docx.Document()
    document.add_heading("Lantern walk", 0)
    table = document.add_table(rows=6, cols=2)
    questions = ["Question", "Is each crossing lit?", "Is there a way round the mud?",
                 "Who walks last?", "Who carries the whistle?", "Who counts?"]  # fmt: skip
    for row, text in enumerate(questions):
        table.cell(row, 1).text = text
    for row, last, text in ((0, 0, "Area"), (1, 2, "Route"), (3, 5, "Crew")):
        table.cell(row, 0).text = text
        table.cell(row, 0).merge(table.cell(last, 0))
    found = read(saved(document), "walk.docx")
    assert [stage.title for stage in found.stages] == ["Route", "Crew"]
    assert counts(found) == [2, 3]
    assert left(found) == ["Area", "Question"]


CHECK_BOX = (
    f'<w:sdt {nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)


def test_check_boxes_that_are_form_fields_are_items():
    document = docx.Document()
    document.add_heading("Sledge Hill Winter Rescue", 0)
    document.add_paragraph("For the two village teams, before the first snow.")
    for stage, questions in {
        "Gear": ["Is the stretcher where the list says?", "Were the ropes looked at by two people?",
                 "Do the radios reach the far side?"],
        "Calling out": ["Who decides that we go?", "Is the second number answered at night?"],
    }.items():  # fmt: skip
        document.add_heading(stage, 1)
        for text in questions:
            paragraph = document.add_paragraph()
            paragraph._p.append(parse_xml(CHECK_BOX))
            paragraph.add_run(f" {text}")
    document.sections[0].footer.paragraphs[0].text = "Printed copy, check the date"
    found = read(saved(document), "rescue.docx")
    assert (found.title, counts(found)) == ("Sledge Hill Winter Rescue", [3, 2])
    assert found.questions[0].text == "Is the stretcher where the list says?"
    assert left(found) == ["Printed copy, check the date"]


def test_word_headings_bullets_and_boxes_are_read():
    document = docx.Document()
    document.add_paragraph("Winter Coats for Everyone", style="Title")
    document.add_paragraph("Five churches, one cellar.")
    document.add_heading("Collect", 1)
    first = document.add_paragraph(style="List Bullet")
    first.add_run("Boxes: ").bold = True
    first.add_run("Is there a box in every church?")
    document.add_paragraph("Do we wash what comes in?", style="List Bullet")
    document.add_paragraph("with soap that smells of nothing", style="List Bullet 2")
    document.add_paragraph("before the first frost", style="List Bullet 2")
    document.add_heading("Hand out", 1)
    document.add_paragraph("How we meet people.")
    document.add_paragraph("☐ Can people choose for themselves? [As in a shop.]")
    document.add_paragraph("☐\tIs there a mirror?")
    document.add_paragraph("[coats:hand-out]")
    document.sections[0].footer.paragraphs[0].text = "Printed on old paper"
    found = read(saved(document), "coats.docx")
    assert found.title == "Winter Coats for Everyone"
    assert [stage.title for stage in found.stages] == ["Collect", "Hand out"]
    assert [question.label for question in found.questions] == ["Boxes", "", "", ""]
    assert found.questions[1].parts == (
        "with soap that smells of nothing", "before the first frost"
    )  # fmt: skip
    assert found.questions[2].guidance == "As in a shop."
    assert found.stages[1].notes == ("hand-out",)
    assert found.stages[1].intro == "How we meet people."
    assert left(found) == ["Printed on old paper"]

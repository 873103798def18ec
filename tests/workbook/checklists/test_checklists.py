"""Bringing a checklist: it is read, shown, corrected, translated, and becomes a workbook."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook as Workbook_

from barnraise.instruments.models import Edition
from barnraise.instruments.publish import offered
from barnraise.workbook.checklists.edits import corrected, moved, with_language, without
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import ChecklistDraft
from tests.checklists import CHECKLIST

pytestmark = pytest.mark.django_db


def brought(client: Client, text: str = CHECKLIST) -> ChecklistDraft:
    answer = client.post("/checklists/", {"text": text, "language": "en"})
    assert answer.status_code == 302, answer.content
    return ChecklistDraft.objects.get(word=answer["Location"].split("/")[2])


def start(client: Client, word: str) -> HttpResponse:
    return client.post(f"/checklists/{word}/workbook/", {"name": "Maple Street"})


def test_pasted_text_is_understood(client: Client) -> None:
    instrument = brought(client).instrument
    assert str(instrument.title) == "Ready for winter"
    assert [len(stage.questions) for stage in instrument.stages] == [2, 1]
    roof = instrument.questions[0]
    assert str(roof.label) == "ROOF"
    assert [str(part) for part in roof.parts] == [
        "Is the roof tight?",
        "Has someone looked at the gutters?",
    ]
    assert "leaves" in str(roof.hint)
    assert [notes.key for notes in instrument.note_fields] == ["house-notes"]


def test_a_file_is_understood_like_its_text(client: Client) -> None:
    file = SimpleUploadedFile("winter.md", CHECKLIST.encode())
    answer = client.post("/checklists/", {"document": file, "language": "en"})
    assert answer.status_code == 302
    assert len(ChecklistDraft.objects.get().instrument.questions) == 3


def test_a_form_from_elsewhere_is_understood_and_what_has_no_place_is_listed(
    client: Client,
) -> None:
    book = Workbook_()
    survey = book.active
    survey.title = "survey"
    for row in (
        ["type", "name", "label"],
        ["select_one yn", "water", "Is there water?"],
        ["date", "when", "When did you look?"],
    ):
        survey.append(row)
    choices = book.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]):
        choices.append(row)
    stream = BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("water.xlsx", stream.getvalue())
    answer = client.post("/checklists/", {"document": file})
    assert answer.status_code == 302, answer.content
    instrument = ChecklistDraft.objects.get().instrument
    assert [str(question.wording) for question in instrument.questions] == ["Is there water?"]
    assert "When did you look?" in " ".join(left.text for left in instrument.leftover)


@pytest.mark.parametrize("text", ["", "   ", "Just a sentence without anything to tick."])
def test_what_is_no_checklist_gets_a_sentence_and_leaves_nothing(client: Client, text: str) -> None:
    answer = client.post("/checklists/", {"text": text, "language": "en"})
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert text.strip().encode() in answer.content
    assert not ChecklistDraft.objects.exists()


def test_only_the_device_that_brought_it_sees_it(client: Client) -> None:
    word = brought(client).word
    assert client.get(f"/checklists/{word}/").status_code == 200
    assert Client().get(f"/checklists/{word}/").status_code == 404
    assert start(Client(), word).status_code == 404


def test_corrections_are_kept_and_the_rest_stays(client: Client) -> None:
    word = brought(client).word
    said = {"s1.q1.label.en": "Roof and gutters", "s1.q2.parts.en": "Kitchen?\nBedrooms?"}
    client.post(f"/checklists/{word}/", {**said, "s2.title.en": "People next door"})
    instrument = ChecklistDraft.objects.get().instrument
    assert str(instrument.questions[0].label) == "Roof and gutters"
    assert [str(part) for part in instrument.questions[1].parts] == ["Kitchen?", "Bedrooms?"]
    assert str(instrument.stages[1].title) == "People next door"
    assert str(instrument.questions[2].label) == "CALLS"


def test_a_correction_that_cannot_stand_says_why_and_changes_nothing(client: Client) -> None:
    word = brought(client).word
    before = ChecklistDraft.objects.get().document
    answer = client.post(f"/checklists/{word}/", {"s1.q1.key": "heat"})
    assert answer.status_code == 422
    assert ChecklistDraft.objects.get().document == before


def test_a_translation_stands_beside(client: Client) -> None:
    word = brought(client).word
    client.post(f"/checklists/{word}/", {"do": "translate:", "add_language": "es"})
    client.post(f"/checklists/{word}/", {"s1.q1.label.es": "Techo"})
    instrument = ChecklistDraft.objects.get().instrument
    assert instrument.languages == ("en", "es")
    assert instrument.questions[0].label.in_("es") == "Techo"
    assert instrument.scale[0].label.in_("es") == "Sí"


def test_questions_move_within_and_across_stages_and_can_be_left_out(client: Client) -> None:
    instrument = brought(client).instrument
    keys = [question.key for question in instrument.questions]
    assert [q.key for q in moved(instrument, "s1.q1", 1).questions] == [keys[1], keys[0], keys[2]]
    across = moved(instrument, "s1.q2", 1)
    assert [len(stage.questions) for stage in across.stages] == [1, 2]
    shorter = without(instrument, "s1.q2")
    assert len(shorter.questions) == 2
    assert "Does every room get warm?" in shorter.leftover[-1].text
    assert moved(instrument, "s9.q9", 1) == instrument


def test_posting_nothing_changes_nothing(client: Client) -> None:
    instrument = brought(client).instrument
    assert corrected(instrument, {}) == instrument
    assert with_language(instrument, "") == instrument


def test_it_becomes_a_workbook_that_is_offered_to_nobody_else(client: Client) -> None:
    before = offered()
    word = brought(client).word
    answer = start(client, word)
    assert answer.status_code == 302
    workbook = Workbook.objects.get()
    assert str(workbook.instrument.title) == "Ready for winter"
    assert workbook.partnership.name == "Maple Street"
    assert offered() == before
    assert client.get(answer["Location"]).status_code == 200


def test_the_same_checklist_can_start_several_workbooks(client: Client) -> None:
    word = brought(client).word
    start(client, word)
    start(client, word)
    assert Edition.objects.count() == Workbook.objects.count() == 2


def test_corrections_typed_before_starting_go_into_the_workbook(client: Client) -> None:
    word = brought(client).word
    client.post(f"/checklists/{word}/workbook/", {"s1.q1.label.en": "Roof and gutters"})
    assert str(Workbook.objects.get().instrument.questions[0].label) == "Roof and gutters"


def test_a_correction_that_cannot_stand_starts_nothing(client: Client) -> None:
    word = brought(client).word
    answer = client.post(f"/checklists/{word}/workbook/", {"s1.q1.label.en": ""})
    assert answer.status_code == 422
    assert not Workbook.objects.exists()


@pytest.mark.parametrize("languages", [("en", "es"), ("es", "en")])
def test_each_reader_sees_their_own_language_around_a_set_in_one(
    client: Client, languages: tuple[str, str]
) -> None:
    page = start(client, brought(client).word)["Location"]
    stage = {"en": "Stage 1 ·", "es": "Etapa 1 ·"}
    for mine, other in (languages, languages[::-1]):
        shown = client.get(page, headers={"accept-language": mine}).content.decode()
        assert stage[mine] in shown
        assert stage[other] not in shown

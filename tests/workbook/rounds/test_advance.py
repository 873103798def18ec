"""Moving a workbook to newer questions loses no answer."""

import pytest
from django.test import Client

from barnraise.instruments.publish import publish
from barnraise.refusals import WrongMoment
from barnraise.workbook.checklists.versions import move_on
from barnraise.workbook.models import Workbook
from barnraise.workbook.models.checklist import ChecklistDraft
from barnraise.workbook.pages.context import PageContext
from barnraise.workbook.rounds.advance import move, newer
from barnraise.workbook.state.earlier_questions import earlier_questions
from tests.cast import SMALL_SET, Table, a_draft, a_table

pytestmark = pytest.mark.django_db

FIRST = "Winter\n\nStage 1: House\n- ROOF: Is the roof tight?\n- HEAT: Is it warm?\n"
SECOND = "Winter\n\nStage 1: House\n- ROOF: Is the roof really tight?\n- WATER: Do pipes hold?\n"


@pytest.fixture
def table() -> Table:
    return a_table()


def second_version(table: Table) -> None:
    text = SMALL_SET.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    publish(text.replace("goal", "aim"), name="second")


def page_for(table: Table) -> PageContext:
    return PageContext(table.keeper, Workbook.objects.get(pk=table.workbook.pk))


def test_nothing_moves_by_itself(table: Table) -> None:
    before = table.workbook.edition
    second_version(table)
    assert Workbook.objects.get(pk=table.workbook.pk).edition == before
    assert newer(table.workbook) is not None


def test_answers_stay_under_the_questions_that_stay(table: Table) -> None:
    table.workbook.keep([a_draft("answer/plan", choice="yes")], by=table.writer)
    table.workbook.keep([a_draft("answer/goal", choice="partly")], by=table.writer)
    second_version(table)
    edition = newer(table.workbook)
    assert edition is not None
    opened = move(table.workbook, edition, by=table.keeper)
    page = page_for(table)
    assert page.snapshot.by_key["plan"].choice == "yes"
    assert "goal" not in page.snapshot.by_key
    assert [each.choice for each in earlier_questions(page.workbook, page.snapshot)] == ["partly"]
    assert (opened.number, opened.opened_by) == (2, table.keeper)


def test_what_is_no_longer_asked_is_on_the_sheet_and_can_still_be_counted(table: Table) -> None:
    table.workbook.keep([a_draft("answer/goal", choice="not_yet")], by=table.writer)
    second_version(table)
    client = table.client("keeper")
    assert client.post(f"/w/{table.slug}/questions/", {"do": "move"}).status_code == 302
    html = client.get(f"/w/{table.slug}/sheet/").content.decode()
    assert "From an earlier version" in html
    assert client.get(f"/w/{table.slug}/changes/?since=0&page=1").status_code == 200


def test_only_newer_questions_of_the_same_set_will_do(table: Table) -> None:
    with pytest.raises(WrongMoment):
        move(table.workbook, table.workbook.edition, by=table.keeper)


def test_a_writer_cannot_move_it(table: Table) -> None:
    second_version(table)
    answer = table.client("writer").post(f"/w/{table.slug}/questions/", {"do": "move"})
    assert answer.status_code == 403


def test_a_changed_checklist_becomes_the_next_version_of_its_workbook(client: Client) -> None:
    answer = client.post("/checklists/", {"text": FIRST, "language": "en"})
    started = client.post(f"{answer['Location']}workbook/", {})
    client.get(started["Location"])
    slug = started["Location"].split("/")[2]
    workbook = Workbook.objects.get(partnership__slug=slug)
    member = workbook.partnership.members.get()
    workbook.keep([a_draft("answer/roof", choice="yes")], by=member)
    answer = client.post(f"/w/{slug}/questions/", {"text": SECOND, "language": "en"})
    assert answer.status_code == 302
    html = client.get(answer["Location"]).content.decode()
    assert "WATER" in html.split("<dd>")[1]
    assert "HEAT" in html.split("<dd>")[3]
    assert client.post(f"{answer['Location']}workbook/", {}).status_code == 302
    workbook = Workbook.objects.get(pk=workbook.pk)
    assert (workbook.edition.version, len(workbook.instrument.questions)) == (2, 2)
    assert PageContext(member, workbook).snapshot.by_key["roof"].choice == "yes"


def test_a_brought_version_is_published_once(client: Client, table: Table) -> None:
    seat = table.seat("keeper").member
    brought = ChecklistDraft.objects.create(
        device=seat.device, workbook=table.workbook, document=table.workbook.edition.document
    )
    move_on(brought, table.workbook, by=seat)
    assert table.workbook.edition.version == 2


def test_an_answer_from_a_page_before_the_move_is_still_kept(table: Table) -> None:
    second_version(table)
    edition = newer(table.workbook)
    assert edition is not None
    move(table.workbook, edition, by=table.keeper)
    data = {"answer/goal~id": "", "answer/goal~sees": "", "answer/goal.choice": "yes"}
    answer = table.client("writer").post(f"/w/{table.slug}/entries/", data)
    assert answer.status_code == 302
    page = page_for(table)
    earlier = earlier_questions(page.workbook, page.snapshot)
    assert [each.choice for each in earlier] == ["yes"]
    assert table.client("reader").get(f"/w/{table.slug}/history/answer/goal/").status_code == 200

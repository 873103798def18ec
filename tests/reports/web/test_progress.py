"""The page of a document on its way: until it is ready, or a sentence says why it is not."""

import pytest

from barnraise.ledger.draft import Draft
from barnraise.reports.queue.document_queue import DocumentQueue
from barnraise.reports.queue.worker import Answer, DocumentOutcome
from tests.cast import a_draft, a_table, an_item
from tests.deadline import until
from tests.reports.queue.slow_child import Slow


@pytest.mark.django_db
class TestOverHttp:
    """The pages, with a shelf on which things happen when the test says so."""

    @pytest.fixture(autouse=True)
    def ours(self, slow: DocumentQueue, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("barnraise.reports.web.views.QUEUE", slow)
        monkeypatch.setattr("barnraise.reports.web.views.WAIT", 0.01)

    def test_a_long_one_has_a_page_then_the_document(self) -> None:
        table = a_table()
        reader = table.client("reader")
        path = f"/w/{table.slug}/reports/pdf/"
        answer = reader.get(path)
        assert answer.status_code == 302
        page = answer.headers["Location"]
        assert page == f"{path}progress/?version=0&asked=1"
        assert "Being made…" in reader.get(page).content.decode()
        assert "data-done" not in reader.get(page).content.decode()
        Slow.go.set()
        until(lambda: "Your document is ready" in reader.get(page).content.decode())
        assert "26 of 26 questions" in reader.get(page).content.decode()
        given = reader.get(f"{path}?version=0")
        assert given.content == b"a document"
        assert given.headers["Content-Disposition"].startswith("attachment")
        assert "no-store" in given.headers["Cache-Control"]

    def test_what_is_pinned_is_the_version_that_was_asked_for(self) -> None:
        table = a_table()
        path = f"/w/{table.slug}/reports/pdf/"
        page = table.client("reader").get(path).headers["Location"]
        table.workbook.keep([a_note()], by=table.writer)
        assert "Being made…" in table.client("reader").get(page).content.decode()
        Slow.go.set()
        until(lambda: "is ready" in table.client("reader").get(page).content.decode())

    def test_a_version_that_lies_here_no_more_is_made_anew(self) -> None:
        table = a_table()
        path = f"/w/{table.slug}/reports/pdf/"
        for there in (f"{path}?version=7", f"{path}progress/?version=7"):
            assert table.client("reader").get(there).headers["Location"] == path

    @pytest.mark.parametrize("odd", ["x", "-1", "9" * 40, "²", ""])
    def test_an_odd_version_is_no_version(self, odd: str) -> None:
        table = a_table()
        there = table.client("reader").get(f"/w/{table.slug}/reports/pdf/progress/?version={odd}")
        assert there.status_code == 302

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (Answer(DocumentOutcome.TOO_SLOW), "was not ready after 90 seconds"),
            (Answer(DocumentOutcome.TOO_BIG), "needs more memory"),
            (Answer(DocumentOutcome.NO_ROOM), "disk is full"),
            (Answer(DocumentOutcome.BROKEN), "Something broke"),
            (Answer(DocumentOutcome.REFUSED, sentence="It is too hard."), "It is too hard."),
            (Answer(DocumentOutcome.INCOMPLETE, problems=("note/goal",)), "<code>note/goal</code>"),
        ],
    )
    def test_what_failed_is_a_sentence_and_what_is_missing(self, answer: Answer, said: str) -> None:
        table = a_table()
        Slow.answer = answer
        Slow.go.set()
        page = table.client("reader").get(f"/w/{table.slug}/reports/pdf/").headers["Location"]
        until(lambda: table.client("reader").get(page).status_code == 409)
        text = table.client("reader").get(page).content.decode()
        assert said in text
        assert "Nothing is lost" in text
        assert "Make it again" in text

    def test_a_stranger_hears_nothing_of_it(self) -> None:
        table = a_table()
        page = table.client("reader").get(f"/w/{table.slug}/reports/pdf/").headers["Location"]
        Slow.go.set()
        assert table.client("stranger").get(page).status_code == 404
        assert table.client("stranger").get(page.replace("progress/", "")).status_code == 404


def a_note() -> Draft:
    return a_draft(an_item("note"), text="Written meanwhile")

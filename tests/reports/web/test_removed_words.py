"""Words that were removed for good are in no document that lies ready, and in none made later."""

from collections.abc import Iterator

import pytest
from django.test import Client

from barnraise.reports.queue.document_queue import QUEUE
from barnraise.workbook.erasure.erase import What, erase
from barnraise.workbook.models import Workbook
from tests.cast import a_draft, a_table, forget_everything

SECRET = "Quentin"


def document(client: Client, path: str) -> str:
    """The document, however long the progress page stands before it."""
    for _look in range(100):
        answer = client.get(path, follow=True)
        if "Content-Disposition" in answer:
            return answer.content.decode()
    raise AssertionError("it was never ready")


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """What is done is done for real, as it must be before anything is removed for good."""
    yield
    forget_everything()


def test_a_document_with_removed_words_is_given_to_nobody(committed: None) -> None:
    table = a_table()
    table.workbook.keep([a_draft("text/text-1", text=f"{SECRET} lives here")], by=table.writer)
    client, path = table.client("reader"), f"/w/{table.slug}/reports/markdown/"
    assert SECRET in document(client, path)
    version = Workbook.objects.get(pk=table.workbook.pk).version
    erase(table.workbook, What("text/text-1"), by=table.keeper)
    for again in (path, f"{path}?version={version}"):
        assert SECRET not in document(client, again)
    assert not any(SECRET.encode() in (each.read() or b"") for each in QUEUE.known.values())

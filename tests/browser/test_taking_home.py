"""Taking documents home: at once, after a wait, without scripts; and forms for a pencil."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from tests.browser.acting import link_for, open_link, try_the_example
from tests.browser.conftest import TIMEOUT, Come, Example
from tests.browser.visitor import Visitor

NOTES = """async ({slug, many}) => {
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  for (let start = 0; start < many; start += 200) {
    const form = new FormData();
    form.set('csrfmiddlewaretoken', token); form.set('page', '1'); form.set('since', '0');
    for (let n = start; n < start + 200; n += 1) {
      const id = crypto.randomUUID();
      const field = `note/goal_setting/${id.replaceAll('-', '')}`;
      form.set(`${field}~id`, id); form.set(`${field}~sees`, '');
      form.set(`${field}.text`, `Note ${n}: what people said about homes and schools. `.repeat(3));
    }
    const answer = await fetch(`/w/${slug}/entries/`, {
      method: 'POST', body: form, headers: {Accept: 'application/json'},
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
}"""
MANY = 200  # as many as one request brings


def taken(page: Page, act: Callable[[], object]) -> Download:
    """What the browser is given when somebody acts."""
    with page.expect_download(timeout=TIMEOUT) as waited:
        act()
    return waited.value


def test_a_short_document_comes_at_once_and_the_page_stays(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path("reports/"))
    given = taken(page, lambda: page.get_by_role("link", name="Markdown").click())
    assert given.suggested_filename == f"barnraise-{example.slug}.md"
    assert "Juniper Bend" in given.path().read_text(encoding="utf-8")
    expect(page).to_have_url(re.compile("/reports/"))


@pytest.fixture
def full(come: Come) -> Visitor:
    """A keeper in a workbook so full that its PDF takes a while."""
    visitor = come()
    page = try_the_example(visitor)
    page.goto(f"{visitor.address}/w/{visitor.slug}/stages/1/")
    page.evaluate(NOTES, {"slug": visitor.slug, "many": MANY})
    return visitor


def test_a_long_document_is_waited_for_with_and_without_scripts(full: Visitor, come: Come) -> None:
    page, slug = full.page, full.slug
    address = link_for(full, "reader")
    full.go(f"/w/{slug}/reports/")
    given = taken(page, lambda: page.get_by_role("link", name="PDF, letter").click())
    words = first_words(given.path())
    assert "Juniper Bend" in words
    if "progress" in page.url:  # a quick machine may have it ready within two seconds
        expect(page.get_by_role("heading", name="Your document is ready")).to_be_visible()
        expect(page.get_by_text(f"{MANY + 8} of {MANY + 8} notes")).to_be_visible()
    plain = come(java_script_enabled=False)
    open_link(plain, address)
    looked = plain.page
    try:
        looked.goto(f"{plain.address}/w/{slug}/reports/pdf-a4/")
    except Exception as error:  # a quick machine answers with the document itself
        if "Download is starting" not in str(error):
            raise
        return
    for _look in range(200):
        if looked.get_by_role("heading", name="Your document is ready").count():
            break
        with looked.expect_navigation():
            looked.get_by_role("link", name="Look again").click()
    again = taken(looked, lambda: looked.get_by_role("link", name="Take the document").click())
    assert "Juniper Bend" in first_words(again.path())


def first_words(path: Path) -> str:
    return PdfReader(path).pages[0].extract_text()


def test_a_form_for_a_pencil_in_large_print_with_the_link(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies)
    page = visitor.go(example.path("reports/"))
    page.get_by_role("link", name="Choose a form").click()
    page.get_by_label("By ticking").check()
    page.get_by_label("A4").check()
    page.get_by_label("Large print").check()
    page.get_by_label("Print the link to write as a QR code").check()
    given = taken(page, lambda: page.get_by_role("button", name="Make the form").click())
    assert given.suggested_filename == f"barnraise-{example.slug}-form.pdf"
    first = PdfReader(given.path()).pages[0]
    assert (round(first.mediabox.width), round(first.mediabox.height)) == (595, 842)
    written = re.sub(r"[\s\u200b]", "", first.extract_text())
    assert f"/open/w{example.slug}" in written


def test_a_code_from_paper_leads_to_its_question(come: Come, example: Example) -> None:
    visitor = come(storage_state=example.cookies, java_script_enabled=False)
    page = visitor.go(example.path("blank/"))
    page.get_by_label("The code in the frame").fill("b3-c")
    page.get_by_role("button", name="Go to the question").click()
    expect(page).to_have_url(re.compile(r"/stages/2/#answer-\w+$"))
    expect(page.locator(f"#{page.url.split('#')[1]} h3")).to_contain_text("Existing partnerships")


def test_a_reader_is_not_offered_the_link(come: Come, example: Example) -> None:
    keeper = come(storage_state=example.cookies)
    keeper.go(example.path())
    reader = come()
    open_link(reader, link_for(keeper, "reader"))
    page = reader.go(example.path("blank/"))
    expect(page.get_by_label("Large print")).to_be_visible()
    expect(page.get_by_label("Print the link")).to_have_count(0)
    reader.expected.append("status of 403")
    page.goto(f"{reader.address}{example.path('blank/form/')}?link=1")
    expect(page.get_by_text("Only the person who keeps this workbook")).to_be_visible()

"""What comes before a journey: the same forms, sent without a look at their pages.

How a person does it by those pages is in test_first_minute.py and test_links.py.
"""

import re

from playwright.sync_api import APIResponse, Page

from tests.browser.visitor import Visitor

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def started(visitor: Visitor, name: str) -> Page:
    """The first stage of a new workbook."""
    visitor.page.goto(_sent(visitor, "/", "/workbooks/", name=name).url)
    return visitor.page


def joined(visitor: Visitor, keeper: Visitor, role: str = "writer") -> Page:
    """The first stage of the keeper's workbook, opened with the link for this role."""
    links = _read(keeper, f"/w/{keeper.slug}/links/")
    match = re.search(rf'id="address-{role}"[^>]*value="([^"]+)"', links)
    assert match
    path = match[1].removeprefix(visitor.address)
    _sent(visitor, path, path)
    return visitor.go(f"/w/{keeper.slug}/stages/1/")


def _read(visitor: Visitor, path: str) -> str:
    response = visitor.context.request.get(visitor.address + path)
    assert response.ok, response.status
    return response.text()


def _sent(visitor: Visitor, page: str, path: str, **fields: str) -> APIResponse:
    """The answer to a form of this page; the browser has the cookies then."""
    match = TOKEN.search(_read(visitor, page))
    assert match
    response = visitor.context.request.post(
        visitor.address + path, form={"csrfmiddlewaretoken": match[1], **fields}
    )
    assert response.ok, response.status
    return response

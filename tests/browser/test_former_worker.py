"""The service worker of a former version makes room for the new one and takes no words along."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import saved, start, until
from tests.browser.conftest import TIMEOUT, USUAL
from tests.browser.offline import RECORDS, copied, patient, text_box, write_offline
from tests.browser.passing_on import Host, in_front_of
from tests.browser.server import Server
from tests.browser.visitor import REFUSED, Visitor

FORMER = (b"const CACHE = ", b"const CACHE = 'barnraise-former'; const NEWER = ")
NAMES = "async () => (await caches.keys()).join()"
# Browsers look for a newer worker when a page is opened, but not while they are still looking.
LOOK = "async () => { await (await navigator.serviceWorker.getRegistration())?.update(); }"


def test_a_former_version_s_worker_is_replaced_while_words_wait(
    server: Server, chromium: Browser
) -> None:
    server.forget_limits()
    host = Host([FORMER])
    with in_front_of(server.address, host) as address:
        context = chromium.new_context(**USUAL)
        context.set_default_timeout(TIMEOUT)
        dana = patient(Visitor(context, context.new_page(), address))
        page = start(dana, "Juniper Bend")
        path, slug = dana.path, dana.slug
        copied(page, path)
        assert page.evaluate(NAMES) == "barnraise-former"
        # Not by a route, and before the connection goes: a page that is left speaks past both.
        host.takes_no_saves = True
        dana.expected.append(REFUSED)
        with dana.without_connection():
            write_offline(dana, "Rents rose.")
            page.reload()
            expect(text_box(page)).to_have_value("Rents rose.")
        host.changes.clear()  # the host upgrades
        page.reload()
        until(page, lambda: replaced(page))
        assert page.evaluate(RECORDS) == ["waiting"]
        copied(page, path)  # by the new one, which fetched it anew
        assert server.entries(slug, "text/%") == []
        host.takes_no_saves = False
        saved(page)
        expect(text_box(page)).to_have_value("Rents rose.")
        context.close()
    assert not dana.unexpected
    assert server.entries(slug, "text/%") == [{"text": "Rents rose."}]


def replaced(page: Page) -> bool:
    """Whether the former worker and all it copied are gone, after the browser looked once more."""
    page.evaluate(LOOK)
    return "former" not in page.evaluate(NAMES)

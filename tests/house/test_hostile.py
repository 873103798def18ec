"""Hostile words through every field into every page: they come back as words and nothing else."""

import re
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.urls import reverse

from barnraise.house.env import PROJECT
from tests.cast import Table, a_table

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><style>*{display:none}</style>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% debug %}{x.__class__}%(name)s%n",
    "\u202egnp.exe\u202c \u2066left\u2069",
    "@@id@@ @@item@@ @@replacing@@",
    "Ω≈ç√∫˜µ≤ 🙏🏽 عربى 漢字",
    "a" * 290,
    "<!--",
    "]]>",
    "&lt;b&gt;&amp;",
    '=HYPERLINK("http://x")',
)
FIELDS = {
    "note/goal/{item}": "text",
    "view/goal/{item}": "text",
    "evidence/goal/{item}": "title",
    "step/goal/{item}": "what",
    "reason/goal": "text",
}
POLICY = re.compile(r"\"(default-src '[^\"]*)\"")
PAGES = ("overview", "sheet", "links")


class Reader(HTMLParser):
    """Collects what a browser would run, and the words it would show."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        ours = names.get("type") in {"module", "application/json"}  # the page's own, and its words
        if tag in {"script", "style", "iframe", "object", "base"} and not ours:
            self.live.append(tag)
        self.live += [name for name in names if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction"):
            address = (names.get(name) or "").strip().lower()
            if address.startswith(("javascript:", "data:", "vbscript:")):
                self.live.append(address[:40])
        if names.get("value"):
            self.words.append(names["value"] or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    reader.close()
    return reader


def say(table: Table, field: str, attribute: str, words: str) -> None:
    data = {f"{field}~id": str(uuid4()), f"{field}~sees": "", f"{field}.{attribute}": words}
    answer = table.client("writer").post(reverse("workbook:entries", args=[table.slug]), data)
    assert answer.status_code == 302


def pages(table: Table) -> list[str]:
    names = [
        reverse(f"workbook:{name}" if name != "links" else "partnerships:links", args=[table.slug])
        for name in PAGES
    ]
    return [*names, reverse("workbook:stage", args=[table.slug, 1])]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_stay_words_on_every_page(words: str) -> None:
    table = a_table(name=words[:100])
    table.writer.sign(words[:60], words[:60])
    for pattern, attribute in FIELDS.items():
        say(table, pattern.format(item=uuid4().hex), attribute, words)
    for page in pages(table):
        reader = read(table.client("writer").get(page).content)
        assert reader.live == [], page
    shown = " ".join(read(table.client("writer").get(pages(table)[-1]).content).words)
    assert words.split(maxsplit=1)[0] in shown


def test_the_page_says_what_it_may_run() -> None:
    answer = a_table().client("keeper").get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }.items():
        assert answer[name] == value


def test_every_policy_closes_what_default_src_leaves_open() -> None:
    """Forms and the base of addresses fall back to nothing: each policy has to name them."""
    sources = [
        (path, text)
        for path in sorted((PROJECT / "barnraise").rglob("*"))
        if path.suffix in {".py", ".js", ".html"} and "node_modules" not in path.parts
        for text in POLICY.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(sources) == 2  # the HTML file, and the page of a browser without a connection
    served = a_table().client("keeper").get("/")["Content-Security-Policy"]
    for path, policy in [*sources, ("every page", served)]:
        assert "form-action '" in policy, path
        assert "base-uri 'none'" in policy, path


def test_a_link_can_only_lead_to_the_web() -> None:
    table = a_table()
    field = f"evidence/goal/{uuid4().hex}"
    data = {f"{field}~id": "", f"{field}~sees": "", f"{field}.link": "javascript:alert(1)"}
    answer = table.client("writer").post(reverse("workbook:entries", args=[table.slug]), data)
    assert answer.status_code == 422
    assert b"javascript:alert(1)" in answer.content  # the words are given back, not lost
    assert table.workbook.entries.count() == 0

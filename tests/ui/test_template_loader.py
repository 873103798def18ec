"""Templates are indented for who reads them, and sent without it: no space is lost or added."""

import re
from pathlib import Path

import pytest
from django.template import Origin, engines
from django.template.loaders import cached
from django.test import Client

from barnraise.ui.template_loader import Loader, unindented
from tools.step import ROOT

TEMPLATES = sorted((ROOT / "barnraise").glob("*/templates/**/*.html"))
PRINTS = r"\{\{(?! \" \" )[^}]*\}\}|\{% translate [^%]*%\}"
WORDS_BESIDE_WORDS = re.compile(
    rf"(?:{PRINTS}|\{{% endblocktranslate %\}}|</(?:strong|b|em|code|bdi|del|ins)>)[ \t]*\n\s*"
    rf"(?:{PRINTS}|\{{% blocktranslate\b|<(?:strong|b|em|code|bdi|del|ins)\b)"
)
LINKS_BESIDE_LINKS = re.compile(r"</(?:a|button|copy-button)>[ \t]*\n\s*<(?:a|button)\b")
PICTURES = re.compile(r"\{\{ (?:\w+\.)?(?:picture|qr) \}\}")


@pytest.mark.parametrize(
    ("template", "sent"),
    [
        ("<ul>\n  <li>\n    {{ name }}\n  </li>\n</ul>\n", "<ul><li>{{ name }}</li></ul>"),
        ("{% if a %}\n  <p>\n    b\n  </p>\n{% endif %}", "{% if a %}<p> b </p>{% endif %}"),
        ("<b>a</b>\n· {{ b }}\n  c", "<b>a</b> · {{ b }} c"),
        ('<b>a</b>{{ " " }}\n<b>b</b>', "<b>a</b> <b>b</b>"),
        ("<b>a</b> <b>b</b>", "<b>a</b> <b>b</b>"),
        ('<a class="a"\n   href="b">c</a>', '<a class="a" href="b">c</a>'),
        (
            '<i\n  {% if a > b %}id="{{ c|default:">" }}"{% endif %}>\n<b>',
            '<i {% if a > b %}id="{{ c|default:">" }}"{% endif %}><b>',
        ),
        ("{# why #}\n<!-- isn’t\n  > -->\n<p>", "{# why #}<!-- isn’t > --><p>"),
        ("a < b\n  it's\n<p>", "a < b it's <p>"),
    ],
)
def test_a_line_break_is_nothing_between_tags_and_elsewhere_one_space(
    template: str, sent: str
) -> None:
    assert unindented(template) == sent


@pytest.mark.parametrize(
    "body",
    [
        "<pre>\n  a\n  b</pre>",
        '<textarea name="a">\n{{ text }}\n  b</textarea>',
        "<script>\n  let a = 1 < 2\n  b()\n</script>",
        "{% blocktranslate trimmed %}\n  <b>a</b>\n{% plural %}\n  b\n{% endblocktranslate %}",
        "{% verbatim %}\n  {{ a }}\n{% endverbatim %}",
    ],
)
def test_what_is_kept_as_it_is_written(body: str) -> None:
    assert unindented(f"<div>\n  {body}\n</div>\n") == f"<div>{body}</div>"


@pytest.mark.django_db
def test_a_page_is_sent_without_indentation(client: Client) -> None:
    page = client.get("/about/").content.decode()
    assert "<!doctype html><html" in page
    assert not re.search(r"\n\s", page)


def test_templates_are_read_once_and_then_remembered() -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    (loader,) = engine.template_loaders
    assert isinstance(loader, cached.Loader)
    assert [type(each) for each in loader.loaders] == [Loader]
    assert engine.get_template("ui/base.html") is engine.get_template("ui/base.html")


@pytest.mark.parametrize(
    ("name", "text", "sent"),
    [
        ("a.html", "<p>\n  {{ a }}\n</p>\n", "<p>{{ a }}</p>"),
        ("a.txt", "<p>\n  {{ a }}\n</p>\n", "<p>\n  {{ a }}\n</p>\n"),
        ("a.css", "p {\n  margin: 0;\n}\n", "p{margin: 0;}"),
    ],
)
def test_only_pages_and_their_styles_are_changed(
    tmp_path: Path, name: str, text: str, sent: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    loader = Loader(engines["django"].engine)  # type: ignore[attr-defined]
    assert loader.get_contents(Origin(str(tmp_path / name))) == sent


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_two_words_meet_where_a_line_was_broken(path: Path) -> None:
    text = PICTURES.sub("<svg>", path.read_text(encoding="utf-8"))
    for pattern in (WORDS_BESIDE_WORDS, LINKS_BESIDE_LINKS):
        assert [match.group() for match in pattern.finditer(text)] == []

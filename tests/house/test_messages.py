"""Every marked text has its Spanish, and the tool that says so notices when one has not."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

from barnraise.workbook.state.wording import day
from tools.catalog import FOLDER
from tools.marked import marked_in
from tools.messages import main, troubles, update

PAGE = Path("barnraise/barn/templates/barn/page.html")
CODE = Path("barnraise/barn/words.py")


def write(root: Path, path: Path, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def translate(root: Path, *pairs: tuple[str, str]) -> None:
    """Write Spanish where django.po has none, as a person would."""
    update(root)
    path = root / FOLDER / "django.po"
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project that says one thing, in English and Spanish."""
    write(tmp_path, PAGE, '{% load i18n %}<p>{% translate "Good day" %}</p>\n')
    translate(tmp_path, ('msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "Buen día"'))
    update(tmp_path)
    assert troubles(tmp_path) == []
    return tmp_path


def test_every_text_of_the_program_has_its_spanish() -> None:
    assert main(["--check"]) == 0


def test_a_text_without_spanish_is_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tree, PAGE, '{% load i18n %}{% translate "Good day" %}{% translate "Good night" %}')
    assert main(["--check"], tree) == 1
    assert f"“Good night” has no Spanish ({PAGE.as_posix()})." in capsys.readouterr().out


def test_a_text_that_nothing_says_any_more_is_named_and_dropped(tree: Path) -> None:
    write(tree, PAGE, "<p></p>")
    assert "“Good day” is obsolete: nothing says it any more." in troubles(tree)
    update(tree)
    assert "Good day" not in (tree / FOLDER / "django.po").read_text(encoding="utf-8")


def test_spanish_that_was_not_compiled_is_noticed(tree: Path) -> None:
    translate(tree, ("Buen día", "Buenos días"))
    assert troubles(tree) == ["django.mo is stale: it does not say what django.po says."]
    update(tree)
    assert troubles(tree) == []


def test_writing_twice_gives_the_same_bytes(tree: Path) -> None:
    before = {path.name: path.read_bytes() for path in (tree / FOLDER).iterdir()}
    update(tree)
    assert {path.name: path.read_bytes() for path in (tree / FOLDER).iterdir()} == before


def test_a_moved_text_keeps_its_spanish_and_no_line_is_noted(tree: Path) -> None:
    before = (tree / FOLDER / "django.po").read_bytes()
    write(tree, PAGE, '{% load i18n %}\n\n\n<p>{% translate "Good day" %}</p>\n')
    update(tree)
    assert (tree / FOLDER / "django.po").read_bytes() == before


@pytest.mark.parametrize(
    "spanish", ["%(place)s", "", "%(many)s %(place)s", "%(many)", "100 % %(many)s", "%s"]
)
def test_placeholders_must_be_the_same(tree: Path, spanish: str) -> None:
    write(tree, CODE, 'from x import gettext as _\nsaid = _("%(many)s doors")\n')
    gap = 'msgid "%(many)s doors"\nmsgstr "'
    translate(tree, (f'{gap}"', f'{gap}{spanish} puertas"'))
    assert any("different placeholders" in sentence for sentence in troubles(tree))
    translate(tree, (f"{spanish} puertas", "%(many)s puertas"))
    update(tree)
    assert [each for each in troubles(tree) if "doors" in each] == []


def test_a_straight_quote_would_end_an_attribute(tree: Path) -> None:
    translate(tree, ("Buen día", "Buen 'día'"))
    assert any("straight '" in sentence for sentence in troubles(tree))


def test_a_counted_text_needs_both_its_forms(tree: Path) -> None:
    write(
        tree,
        PAGE,
        "{% load i18n %}{% translate 'Good day' %}"
        "{% blocktranslate count many=doors|length trimmed %}\n"
        "  {{ many }} door\n{% plural %}\n  {{ many }} doors\n{% endblocktranslate %}",
    )
    translate(tree, ('msgstr[0] ""', 'msgstr[0] "%(many)s puerta"'))
    assert any("“%(many)s door” has no Spanish" in sentence for sentence in troubles(tree))
    translate(tree, ('msgstr[1] ""', 'msgstr[1] "%(many)s puertas"'))
    update(tree)
    assert troubles(tree) == []
    with (tree / FOLDER / "django.mo").open("rb") as file:
        said = GNUTranslations(file)
    assert [said.ngettext("%(many)s door", "%(many)s doors", many) for many in (0, 1, 2)] == [
        "%(many)s puertas",
        "%(many)s puerta",
        "%(many)s puertas",
    ]


def test_every_way_of_marking_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        CODE,
        'a = _("one " "text")\nb = gettext_lazy("lazy")\nc = pgettext("barn", "post")\n'
        'd = npgettext("barn", "beam", "beams", 2)\ne = ngettext("stone", "stones", 2)\nf = _(a)\n',
    )
    write(
        tmp_path,
        PAGE,
        "{% load i18n %}\n<p title=\"{% translate 'told' %}\">\n"
        "    {# no {% translate 'never' %} #}\n"
        "  {% translate 'roof' context 'barn' as roof %}\n"
        "{% if _('tested') == x %}{{ _('shown') }}{% endif %}\n"
        "{% blocktranslate with who=name %}{{ who }} is 100% here{% endblocktranslate %}</p>",
    )
    assert {(text.context, *text.id) for text in marked_in(tmp_path)} == {
        (None, "one text"),
        (None, "lazy"),
        ("barn", "post"),
        ("barn", "beam", "beams"),
        (None, "stone", "stones"),
        (None, "told"),
        ("barn", "roof"),
        (None, "tested"),
        (None, "shown"),
        (None, "%(who)s is 100%% here"),
    }


def test_the_compiled_spanish_is_what_django_says() -> None:
    with override("es"):
        assert gettext("We do not agree yet") == "Todavía no nos ponemos de acuerdo"
        assert ngettext("%(many)s question", "%(many)s questions", 1) % {"many": 1} == "1 pregunta"


def test_dates_are_written_as_in_spanish() -> None:
    with override("es"):
        assert day("2027-03-31") == "31 de marzo de 2027"

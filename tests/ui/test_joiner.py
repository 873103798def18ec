"""How sources become one style sheet and one module."""

import pytest

from barnraise.ui.joiner import joined_css, joined_js, joined_modules
from barnraise.ui.minifier import NotJoinable, minified_css, minified_js

HTMX = "var htmx=function(){return 1}();"


def refused(sources: dict[str, str]) -> str:
    with pytest.raises(NotJoinable) as caught:
        joined_js(HTMX, sources)
    return str(caught.value)


def test_style_sheets_are_joined_in_the_order_given() -> None:
    sources = {
        "ui/css/00-layers.css": "/* order */\n@layer a, b;\n",
        "ui/css/10.css": "a { b: c; }",
    }
    assert joined_css(sources) == "@layer a, b;\na{b: c;}\n"


def test_an_address_in_a_style_sheet_is_seen_from_the_joined_file() -> None:
    text = """a { b: url("../img/x.svg"); c: url(/d/e.svg); f: url( y.svg ); g: url("data:x") }"""
    said = joined_css({"ui/css/10.css": text})
    assert 'url("ui/img/x.svg")' in said
    assert 'url("ui/css/y.svg")' in said
    assert "url(/d/e.svg)" in said
    assert 'url("data:x")' in said


def test_an_import_in_a_style_sheet_is_refused() -> None:
    with pytest.raises(NotJoinable, match=r"ui/css/10\.css"):
        joined_css({"ui/css/10.css": '@import "x.css";'})


def test_strings_and_blanks_that_mean_something_stay() -> None:
    text = """a::after  { content: "/* no */  { x }"; --gap: ; width: calc(1px  +  2px) }
    b :hover,
    c { d: e }"""
    assert minified_css(text) == (
        """a::after{content: "/* no */  { x }";--gap: ;width: calc(1px + 2px)}b :hover, c{d: e}"""
    )


def test_modules_come_after_what_they_import() -> None:
    sources = {
        "ui/js/a.js": 'import { late } from "./z.js";\nlate();\n',
        "ui/js/z.js": "export function late() {}\n",
    }
    said = joined_js(HTMX, sources)
    assert said.index("function late") < said.index("late();")
    assert "import" not in said
    assert "export" not in said


def test_htmx_is_first_and_is_global() -> None:
    said = joined_js(HTMX, {"ui/js/a.js": "start();"})
    assert said == f"{HTMX}\n;globalThis.htmx = htmx;\nstart();\n"


def test_an_import_reaches_another_room() -> None:
    sources = {
        "ui/js/save.js": "const save = 1;\nexport { save };\n",
        "workbook/js/a.js": "import {\n  save,\n} from '../../ui/js/save.js';\nsave;\n",
    }
    assert joined_js(HTMX, sources).endswith("const save = 1;\nsave;\n")


def test_an_import_reaches_from_one_folder_of_a_room_into_another() -> None:
    sources = {
        "workbook/js/save/a.js": (
            'import { b } from "../offline/b.js";\n'
            'import { u } from "../../../ui/js/u.js";\nb(u);\n'
        ),
        "workbook/js/offline/b.js": "export function b() {}\n",
        "ui/js/u.js": "export const u = 1;\n",
    }
    assert joined_modules(sources) == "function b() {}\nconst u = 1;\nb(u);\n"


PRIVATE = """export class A extends EventTarget {
  #a = 1; // one
  static #made = 0;

  get #half() {
    return this.#a / 2 / this.#a;
  }

  async #say(text) {
    if (#a in text) text.#a ??= /#[/]/.test(`#${this.#half}`);
  }
}
"""


def test_private_fields_and_what_they_divide_stay_as_they_are() -> None:
    assert joined_modules({"ui/js/a.js": PRIVATE}) == (
        "class A extends EventTarget {\n#a = 1;\nstatic #made = 0;\nget #half() {\n"
        "return this.#a / 2 / this.#a;\n}\nasync #say(text) {\n"
        "if (#a in text) text.#a ??= /#[/]/.test(`#${this.#half}`);\n}\n}\n"
    )


def test_private_names_of_two_modules_are_no_collision() -> None:
    other = PRIVATE.replace("class A", "class B")
    assert joined_modules({"ui/js/a.js": PRIVATE, "ui/js/b.js": other}).count("#half") == 4


def test_one_name_in_two_modules_is_refused_with_both_files() -> None:
    said = refused({"ui/js/a.js": "const x = 1;", "ui/js/b.js": "function x() {}"})
    assert "ui/js/b.js: x is a name of ui/js/a.js already" in said


def test_a_name_inside_a_function_is_no_collision() -> None:
    text = "function {0}() {{\n  const x = 1;\n  return x;\n}}\n"
    joined_js(HTMX, {"ui/js/a.js": text.format("a"), "ui/js/b.js": text.format("b")})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('import { x } from "./none.js";', "imports ui/js/none.js, which is not there"),
        ('import { x } from "./b.js";', "ui/js/b.js does not export x"),
        ('import { y as x } from "./b.js";', "may not change on its way"),
        ('import * as b from "./b.js";', "cannot be joined"),
        ('import x from "./b.js";', "cannot be joined"),
        ("export default function a() {}", "cannot be joined"),
        ('async function a() { await import("./b.js"); }', "cannot be joined"),
        ("const { a } = window;", "its own const or let"),
        ("const htmx = 1;", "htmx is a name of htmx already"),
        ("const a = `x${b ? `y` : 1}`;", "a template inside a template"),
        ("const a = `x;", "not closed"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_a_reason(text: str, reason: str) -> None:
    said = refused({"ui/js/a.js": text, "ui/js/b.js": "export const y = 1;"})
    assert said.startswith("ui/js/a.js")
    assert reason in said


def test_a_circle_of_imports_is_refused() -> None:
    one = 'import { y } from "./b.js";\nexport const x = 1;'
    other = 'import { x } from "./a.js";\nexport const y = 1;'
    said = refused({"ui/js/a.js": one, "ui/js/b.js": other})
    assert said.endswith("imports go in a circle: ui/js/a.js → ui/js/b.js → ui/js/a.js")


def test_comments_and_indentation_go_and_line_breaks_stay() -> None:
    text = """/**
 * Says hello.
 */
function hello() {
  // greet
  return 1 // why

}
let a /* b */ = 1 /* two
lines */
let c
"""
    assert minified_js(text, "a.js") == "function hello() {\nreturn 1\n}\nlet a = 1\nlet c\n"


@pytest.mark.parametrize(
    "line",
    [
        'const a = "// no comment";',
        "const a = '/* no comment */';",
        "const a = /[/\"'`]\\/\\/ x/g;",
        "const a = b / c / d;",
        "const a = `one\n    // two\n      ${three}`;",
        "if (x) return /'/.test(y);",
        'const a = b ? "it\'s" : `"`;',
    ],
)
def test_what_looks_like_a_comment_inside_something_else_stays(line: str) -> None:
    assert minified_js(line, "a.js").strip() == line

"""Documents made to hurt: each is answered in time, and the process that asked lives on."""

from collections.abc import Callable
from threading import BoundedSemaphore

import pytest

from barnraise.instruments.importers.errors import NotAChecklist, Reason
from barnraise.instruments.importers.isolated import WHY, import_document
from barnraise.sandbox import parent
from barnraise.sandbox.errors import SandboxCode

from .readers import BODY, PARAGRAPH, word, zipped

MB = 1_000_000


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time: the child's own clock counts only what it works."""
    monkeypatch.setattr(parent, "MAX_SECONDS", 240)


LIST = "# A list\n\n- Is it there?\n"
BOMB = "".join(
    f'<!ENTITY {b} "&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};">'
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "ha">{BOMB}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def deep_word() -> bytes:
    return word("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)


def zip_bomb() -> bytes:
    return zipped({"word/document.xml": b"<a>" + b" " * 60 * MB + b"</a>"})


def tight_bomb() -> bytes:
    return zipped({"word/document.xml": (BODY % (PARAGRAPH % "a")).encode() + b" " * 30 * MB})


def many_parts() -> bytes:
    return zipped({"word/document.xml": b"<a/>", **{f"x{n}": b"" for n in range(2_100)}})


def lying_zip() -> bytes:
    """Says of its parts that they are small."""
    data = zipped({"word/document.xml": b"<a>" + b" " * 60 * MB + b"</a>"})
    size = (60 * MB + 7).to_bytes(4, "little")
    return data.replace(size, (1_000).to_bytes(4, "little"))


REFUSED: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "nothing": (lambda: b"", Reason.NOT_A_CHECKLIST),
    "only spaces": (lambda: b" \n\t\n", Reason.NOT_A_CHECKLIST),
    "no checklist": (lambda: b"Dear Ann,\n\nthank you for the soup.\n", Reason.NOT_A_CHECKLIST),
    "more than 5 MB": (lambda: b"- Is it?\n" * 600_000, Reason.TOO_LARGE),
    "5 MB of items": (lambda: b"- Is it there?\n" * 330_000, Reason.TOO_LARGE),
    "5 MB in one line": (lambda: b"- Is " + b"x" * (5 * MB - 10) + b"?", Reason.TOO_LARGE),
    "5 MB of empty lines": (lambda: b"\n" * 4_999_000 + b"- Is it?", Reason.TOO_LARGE),
    "1,001 questions": (lambda: b"- Is it there?\n" * 1_001, Reason.TOO_LARGE),
    "51 stages": (
        lambda: "".join(f"# S{n}\n- Is it?\n" for n in range(51)).encode(), Reason.TOO_LARGE
    ),
    "null bytes": (lambda: b"- Is it\0 there?\n", Reason.DAMAGED),
    "null characters": (lambda: "- Is it\0 there?".encode("utf-16"), Reason.DAMAGED),
    "half of a UTF-16 text": (lambda: b"\xff\xfe-", Reason.DAMAGED),
    "entity bomb, HTML": ((DOCTYPE + "<li>Is it &i;?").encode, Reason.DAMAGED),
    "outside entity, HTML": ((OUTSIDE + "<li>Is it &e;?").encode, Reason.DAMAGED),
    "deep HTML": (lambda: b"<div>" * 100_000 + b"<li>Is it?</li>", Reason.TOO_DEEP),
    "deep lists": (lambda: b"<ul><li>Is it?" * 100_000, Reason.TOO_DEEP),
    "entity bomb, Word": (lambda: word(PARAGRAPH % "Is it &i;?", DOCTYPE), Reason.DAMAGED),
    "outside entity, Word": (lambda: word(PARAGRAPH % "Is it &e;?", OUTSIDE), Reason.DAMAGED),
    "deep Word": (deep_word, Reason.TOO_DEEP),
    "zip bomb": (zip_bomb, Reason.TOO_LARGE),
    "tight zip bomb": (tight_bomb, Reason.TOO_LARGE),
    "zip with many parts": (many_parts, Reason.TOO_LARGE),
    "zip that lies": (lying_zip, Reason.DAMAGED),
    "half a zip": (lambda: word(PARAGRAPH % "Is it?")[:200], Reason.DAMAGED),
    "broken XML": (lambda: zipped({"word/document.xml": b"<a><b></a>"}), Reason.DAMAGED),
    "another zip": (lambda: zipped({"xl/workbook.xml": b"<a/>"}), Reason.WRONG_KIND),
    "PDF": (lambda: b"%PDF-1.7 ...", Reason.WRONG_KIND),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, Reason.WRONG_KIND),
    "RTF": (lambda: b"{\\rtf1 Is it?}", Reason.WRONG_KIND),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), Reason.WRONG_KIND),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_document_is_refused_with_a_sentence(name: str):
    make, reason = REFUSED[name]
    with pytest.raises(NotAChecklist) as refused:
        import_document(make(), name)
    assert refused.value.reason is reason, refused.value.sentence
    assert refused.value.sentence.endswith(".")


LIVED: dict[str, Callable[[], str]] = {
    "unclosed tags": lambda: "<table><tr><td><b><ul><li>Is it <i>there?<li>Is it open?",
    "wrongly closed tags": lambda: "</ul></td><li>Is it there?</b></li></p><li>Is it open?</div>",
    "unclosed script": lambda: "<script>\n- Is it there?\n- Is it open?\n",
    "unclosed comment": lambda: "<!-- \n- Is it there?\n- Is it open?\n",
    "unclosed menu": lambda: "<nav>\n- Is it there?\n- Is it open?\n",
    "100,000 bold signs": lambda: "**" * 100_000 + "\n- Is it there?\n- Is it open?\n",
    "100,000 bold tags": lambda: "<b>" * 100_000 + "<li>Is it there?<li>Is it open?",
    "deep quoting": lambda: "> " * 100_000 + "\n- Is it there?\n- Is it open?\n",
    "deep indent": lambda: " " * 100_000 + "- Is it there?\n- Is it open?\n",
    "brackets": lambda: "[" * 200_000 + "\n- Is it there?\n- Is it open?\n",
    "links": lambda: "![" * 50_000 + "](" * 50_000 + "\n- Is it there?\n- Is it open?\n",
    "angles": lambda: "<" * 500_000 + "\n- Is it there?\n- Is it open?\n",
    "comments": lambda: "<!--" * 200_000 + "\n- Is it there?\n- Is it open?\n",
    "quotes": lambda: "<a " + "\"'" * 200_000 + "\n- Is it there?\n- Is it open?\n",
    "attributes": lambda: f"<input {'a= ' * 100_000}><li>Is it there?<li>Is it open?",
    "ampersands": lambda: "&a" * 200_000 + "\n- Is it there?\n- Is it open?\n",
    "spaces": lambda: "x" + " " * 300_000 + "y\n- Is it there?\n- Is it open?\n",
    "tabs": lambda: "\t" * 300_000 + "y\n- Is it there?\n- Is it open?\n",
    "colons": lambda: "- " + "a: " * 1_300 + "?\n- Is it open?\n",
    "question marks": lambda: "- " + "a? " * 1_300 + "\n- Is it open?\n",
    "dashes": lambda: "-" * 500_000 + "\n- Is it there?\n- Is it open?\n",
    "hashes": lambda: "#" * 500_000 + "\n- Is it there?\n- Is it open?\n",
    "hashes after a heading": lambda: "# a " + "#" * 90_000 + "b\n- Is it there?\n- Is it open?\n",
    "bars": lambda: "|" * 300_000 + "\n- Is it there?\n- Is it open?\n",
    "backticks": lambda: "`" * 300_000 + "\n- Is it there?\n- Is it open?\n",
    "underscores": lambda: "_" * 300_000 + "a\n- Is it there?\n- Is it open?\n",
    "almost a stage": lambda: "stage " * 100_000 + "\n- Is it there?\n- Is it open?\n",
    "almost a letter": lambda: "on " * 200_000 + "\n- Is it there?\n- Is it open?\n",
    "answers": lambda: "Is it? " + "yes/no " * 20 + "!" + "\n- Is it there?\n- Is it open?\n",
    "many answers": lambda: (
        ("Dear Ann. " + "[x] n/a (  ) _ " * 10 + "a\n") * 1_000 + "- Is it there?\n- Is it open?\n"
    ),
    "a paragraph of 1,500 lines": lambda: (
        ("Dear Ann and all who read " + "word and more " * 9 + "a\n") * 1_500
        + "- Is it there?\n- Is it open?\n"
    ),
    "texts between questions": lambda: (
        "# A\n\n" + "Some words.\n\n" * 9_000 + "- Is it there?\n- Is it open?\n"
    ),
    "a wide row": lambda: (
        "<table><tr>" + "<td>Yes" * 9_000 + "</table>\n- Is it there?\n- Is it open?\n"
    ),
    "boxes": lambda: " ☐ x" * 100_000 + "\n- Is it there?\n- Is it open?\n",
    "wide cells": lambda: (
        "<table>"
        + '<tr><td rowspan="9999" colspan="9999">' * 3_000
        + "</table><li>Is it there?<li>Is it open?"
    ),
    "odd cells": lambda: (
        '<table><tr><td rowspan="-1" colspan="1e9">a</table><li>Is it there?<li>Is it open?'
    ),
    "700 kB in one line": lambda: "word " * 140_000 + "\n- Is it there?\n- Is it open?\n",
}


@pytest.mark.parametrize("name", LIVED)
def test_a_strange_document_is_read_all_the_same(name: str):
    questions = import_document(LIVED[name]().encode()).instrument.questions
    assert str(questions[-1].wording) in {"Is it open?", "Is it open"}
    assert len(questions) == 2


def test_a_sheet_that_never_ends_its_quote_is_a_sentence():
    with pytest.raises(NotAChecklist) as refused:
        import_document(b'"' + b"Is it, there?\n" * 300_000, "sheet.csv")
    assert refused.value.reason is Reason.TOO_LARGE


def test_scripts_are_neither_kept_nor_run():
    imported = import_document(
        b"<script>alert('Is it bad?')</script><ul><li onclick='alert(1)'>Is it good?</li></ul>"
        b"<style>li { color: red }</style>"
    )
    assert [str(question.wording) for question in imported.instrument.questions] == ["Is it good?"]
    assert "alert" not in imported.document
    assert "color" not in imported.document


def test_what_the_sandbox_gives_up_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "TIMEOUT", 0.01)
    monkeypatch.setattr(parent, "_turns", BoundedSemaphore(1))
    parent._turns.acquire()
    with pytest.raises(NotAChecklist) as refused:
        import_document(LIST.encode())
    assert refused.value.reason is Reason.BUSY
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("code", SandboxCode)
def test_every_code_of_the_sandbox_has_a_reason_and_a_sentence(code: SandboxCode):
    reason, sentence = WHY[code]
    assert isinstance(reason, Reason)
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5_000, "\ud800.txt", "-c", "../../etc"])
def test_a_files_name_harms_nobody(name: str):
    imported = import_document(b"- Is it there?", name)
    assert [str(question.wording) for question in imported.instrument.questions] == ["Is it there?"]

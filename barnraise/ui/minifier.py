"""Makes style sheets and modules smaller: no comments, no blank runs, nothing clever."""

import re

CSS = re.compile(
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\(\s*[^"'\s)][^)]*\))"""
    r"""|(?P<comment>/\*.*?\*/)""",
    re.DOTALL,
)
JS = re.compile(
    r"""(?P<template>`(?:\\.|[^`\\])*`)"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<regex>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)"""
    r"""|(?P<code>[^`"'/]+|/)""",
    re.DOTALL,
)
# A slash begins a pattern, not a division, after one of these (or after nothing at all).
BEFORE_PATTERN = re.compile(r"(?:^|[=(,:;!&|?{}\[+\-*%~^<>]|\b(?:return|typeof|case|of|in))\s*$")


class NotJoinable(ValueError):  # noqa: N818 - said as people say it
    """A source that the joining cannot treat safely; the text names file and reason."""


def minified_css(text: str) -> str:
    """The style sheet without comments and blank runs; strings and addresses stay as they are."""
    parts, end = [], 0
    for found in CSS.finditer(text):
        parts += [_tight(text[end : found.start()]), found["kept"] or " "]
        end = found.end()
    return "".join([*parts, _tight(text[end:])]).strip()


def _tight(css: str) -> str:
    """Blank runs become one blank, or none beside braces and after a semicolon."""
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"(?<=[{};]) | (?=[{}])", "", css)


def minified_js(text: str, name: str) -> str:
    """The module without comments, indentation and empty lines; every other line break stays."""
    said = ""
    for kind, token in js_tokens(text, name):
        if kind in {"comment", "code"}:
            said = _joined_code(said, _bare(token) if kind == "comment" else token)
        else:
            said += token
    return said.strip() + "\n"


def _bare(comment: str) -> str:
    """A line break may end a statement, so it outlives its comment; else a blank is left."""
    return "\n" if "\n" in comment else " "


def _joined_code(said: str, code: str) -> str:
    """Add code, without indentation, empty lines and blank runs."""
    if code.startswith((" ", "\t", "\n")) and said.endswith((" ", "\t", "\n")):
        before, said = said[len(said.rstrip(" \t\n")) :], said.rstrip(" \t\n")
        code = before + code
    return said + re.sub(r"[ \t]+", " ", re.sub(r"[ \t]*\n\s*", "\n", code))


def js_tokens(text: str, name: str) -> list[tuple[str, str]]:
    """Cut a module into strings, templates, patterns, comments and the code between them."""
    tokens: list[tuple[str, str]] = []
    code, place = "", 0
    while place < len(text):
        found = JS.match(text, place)
        if not found:
            raise NotJoinable(f"{name}: a string or template is not closed.")
        kind, token = str(found.lastgroup), found.group()
        if kind == "regex" and not BEFORE_PATTERN.search(code):
            kind, token = "code", "/"
        if kind == "template" and _nested(token):
            raise NotJoinable(f"{name}: a template inside a template; give the inner one a name.")
        if kind != "comment":
            code = (code + token)[-40:]
        tokens.append((kind, token))
        place += len(token)
    return tokens


def _nested(template: str) -> bool:
    """Whether the template was cut short at a backtick inside one of its expressions."""
    return any("}" not in piece for piece in template.split("${")[1:])
